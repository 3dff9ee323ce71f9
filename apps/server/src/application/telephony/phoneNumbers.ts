import { createHash } from 'node:crypto';
import type { PhoneNumber, TrunkSettings } from '@ringdesk/shared/model/call.ts';
import type { CustomerId } from '@ringdesk/shared/model/ids.ts';
import type { DialledNumber } from '@ringdesk/shared/rules/dialRules.ts';
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * Numbers that bring help somewhere in the world, as they are dialled there (ITU-T E.161.1 recommends 112 and 911; the rest are
 * national). Wherever an agent sits, help would be sent to another place: none of them is called from here.
 */
const EMERGENCY: ReadonlySet<string> = new Set(
  '112 911 999 000 08 061 062 091 066 100 101 102 103 104 105 106 107 108 110 111 113 114 115 116 117 118 119 120 122 123 124 125 126 127 128 129 130 131 132 133 140 144 147 150 155 156 158 161 166 180 190 191 192 193 194 197 198 199 900 901 902 903 904 907 910 912 913 914 915 916 917 918 919 920 933 940 980 990 991 992 993 994 995 996 997 998'.split(
    ' ',
  ),
);

/** The widest known of them behind the digit with which telephone systems reach the outside: no extension either. */
const EMERGENCY_OUTSIDE = /^[09](112|911|999)$/;

/** Kinds of numbers which cost more than a call to their country (ITU-T E.164 leaves them to national plans). */
const PREMIUM: ReadonlySet<string | undefined> = new Set([
  'PREMIUM_RATE',
  'SHARED_COST',
  'PERSONAL_NUMBER',
  'UAN',
  'VOICEMAIL',
  'PAGER',
]);
/** Calling codes of no country that are not free: satellites and international networks (ITU-T E.164, list D). */
const FREE_OF_NO_COUNTRY = '800';

const countryCode = (country: string): CountryCode | undefined => (isSupportedCountry(country) ? country : undefined);

function parse(typed: string, country: string) {
  const home = countryCode(country);
  return parsePhoneNumberFromString(typed, home === undefined ? {} : { defaultCountry: home });
}

/** A number as a person typed it, in E.164; undefined where nobody can have it. `country`: of one without a country's code. */
export function typedNumber(typed: string, country: string): PhoneNumber | undefined {
  const parsed = parse(typed, country);
  return parsed?.isValid() === true ? parsed.number : undefined;
}

/** An extension of a telephone system. */
const SHORT = /^[0-9]{2,6}$/;

/**
 * What a number is that somebody wants to call. `country`: of numbers without a country's code; `shortNumbers`: the line leads
 * to a telephone system whose extensions are called, too.
 */
export function dialledNumber(typed: PhoneNumber, country: string, shortNumbers = false): DialledNumber {
  if (EMERGENCY.has(typed) || (shortNumbers && EMERGENCY_OUTSIDE.test(typed))) return { kind: 'emergency' };
  if (shortNumbers && SHORT.test(typed))
    return { kind: 'number', number: typed, country: undefined, premium: false, extension: true };
  const parsed = parse(typed, country);
  if (parsed?.isValid() !== true) return { kind: 'notANumber' };
  const { number, countryCallingCode } = parsed;
  const ofNone = parsed.country === undefined && countryCallingCode !== FREE_OF_NO_COUNTRY;
  return { kind: 'number', number, country: parsed.country, premium: ofNone || PREMIUM.has(parsed.getType()) };
}

/**
 * A number as a line gives it: E.164 where it can be understood, its digits otherwise; undefined where it is none
 * (`anonymous`, a name).
 */
export function numberFrom(raw: string, country: string): PhoneNumber | undefined {
  const plain = raw.replaceAll(/[\s()./-]/g, '');
  if (!/^\+?[0-9*#]{1,32}$/.test(plain)) return undefined;
  const parsed = parse(plain, country);
  if (parsed?.isValid() === true) return parsed.number;
  // Many lines leave the plus out of international numbers.
  const international = plain.startsWith('+') ? undefined : parse(`+${plain.replace(/^00/, '')}`, country);
  return international?.isValid() === true && plain.length > 8 ? international.number : plain;
}

/** Whether two numbers, as different lines and people write them, are the same. */
export const sameNumber = (a: string, b: string, country: string): boolean =>
  a === b || (numberFrom(a, country) ?? a) === (numberFrom(b, country) ?? b);

/** A number in E.164 as a line wants it dialled. */
export function asDialled(number: PhoneNumber, { dialAs, country }: TrunkSettings): string {
  if (dialAs === 'e164' || SHORT.test(number)) return number;
  const parsed = parse(number, country);
  if (dialAs === 'national' && parsed?.country === country) return parsed.formatNational().replaceAll(/\D/g, '');
  return number.replace(/^\+/, '');
}

/** Whoever calls from a number is one customer, the same after every restart. */
export const customerOfNumber = (number: PhoneNumber): CustomerId =>
  `p${createHash('sha256').update(number).digest('hex').slice(0, 32)}` as CustomerId;
