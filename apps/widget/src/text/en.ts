/** Every text of the widget's first view; the other languages have the same keys. */
export const dictionary = {
  chat: 'Chat',
  greeting: 'Hello! How can we help?',
  name: 'Name',
  optional: 'optional',
  yourMessage: 'Your message',
  start: 'Start chat',
  call: 'Call us',
  nameMissing: 'Add your name, so that we know how to address you.',
  messageMissing: 'Write your message first.',
  minimise: 'Minimise',
  connecting: 'Connecting',
  retry: 'Try again',
  offline: 'No connection. What you write is kept and sent as soon as it is back.',
  connectNow: 'Connect now',
  held: 'New messages cannot be taken right now. Yours is kept and sent again by itself.',
  closedChannel: 'This chat is not available at the moment.',
  closedKept:
    'This chat is not available at the moment. What you wrote is kept here and is sent as soon as it is open again.',
  reload: 'The chat was updated. Reload the page to go on.',
  open: 'Open chat',
  tooLong: {
    one: 'Too long by {n} character.',
    other: 'Too long by {n} characters.',
  },
  openUnread: {
    one: 'Open chat, {n} new message',
    other: 'Open chat, {n} new messages',
  },
  powered: 'Powered by Ringdesk',
} satisfies Record<string, string | Plural>;

/** Forms by category of `Intl.PluralRules`; `other` always exists. */
export type Plural = { readonly other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

export type Dictionary = {
  readonly [K in keyof typeof dictionary]: (typeof dictionary)[K] extends string ? string : Plural;
};
