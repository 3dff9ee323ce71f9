import { leadsToPeople, reachableMenus } from '@ringdesk/shared/rules/botReach.ts';
import { Play, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';

import { Button } from '../../../ui/actions/Button.tsx';
import { TextArea } from '../../../ui/fields/TextArea.tsx';
import { Drawer } from '../../../ui/overlays/Drawer.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { SettingBlock } from '../../../ui/settings/SettingRow.tsx';
import { DraftForm } from '../form/DraftForm.tsx';
import { FieldWarnings } from '../form/FieldWarnings.tsx';
import { secondsText, useErrorText, useSettingsText } from '../frame/useWords.ts';
import {
  botFieldWords,
  freshMenuId,
  type MenuBot,
  type MenuBotForm as Values,
  menuFormOf,
  menuSettingsOf,
  withoutMenu,
} from './botForm.ts';
import { BotIdleRow, BotNameRow, MissesRow, useBotField } from './BotRows.tsx';
import { BotWalk } from './BotWalk.tsx';
import { MenuCard } from './MenuCard.tsx';
import { useBotForm } from './useBotForm.ts';

/** Menus at most, as the contract bounds them. */
const MOST_MENUS = 50;

/** The menus of a bot, what it does when it is not understood, and a walk through it beside. */
export function MenuBotForm({ bot, editable }: { readonly bot: MenuBot; readonly editable: boolean }) {
  const t = useSettingsText();
  const [walking, setWalking] = useState(false);
  const saved = useMemo(() => menuFormOf(bot), [bot]);
  const { form, onSaved } = useBotForm<Values>(bot, saved, menuSettingsOf);
  const words = botFieldWords<Values>(t, secondsText);
  const settings = menuSettingsOf(form.values);
  const walk = <BotWalk settings={settings} valid={form.valid} />;
  return (
    <div className="split-view border-t border-line">
      <DraftForm label={t('bot.page', { name: bot.name })} form={form} words={words} onSaved={onSaved}>
        <Button className="only-narrow self-start" icon={Play} onClick={() => setWalking(true)}>
          {t('bot.walk')}
        </Button>
        <SettingCard>
          <BotNameRow form={form} editable={editable} />
        </SettingCard>
        <MenuCards form={form} editable={editable} />
        <SettingCard title={t('bot.card.limits')}>
          <NotUnderstoodBlock form={form} editable={editable} />
          <MissesRow form={form} editable={editable} />
          <BotIdleRow form={form} editable={editable} />
        </SettingCard>
      </DraftForm>
      <aside className="try" aria-label={t('bot.walk')}>
        {walk}
      </aside>
      <Drawer open={walking} onClose={() => setWalking(false)} title={t('bot.walk')} closeLabel={t('app:close')}>
        {walk}
      </Drawer>
    </div>
  );
}

type Part = { readonly form: ReturnType<typeof useBotForm<Values>>['form']; readonly editable: boolean };

function MenuCards({ form, editable }: Part) {
  const t = useSettingsText();
  const errorText = useErrorText();
  const { menus } = form.values;
  const reached = reachableMenus(menus);
  const blank = (id: string) => ({
    id,
    text: t('bot.newMenu'),
    choices: [{ label: t('bot.newChoice'), answer: '', then: { kind: 'person' as const } }],
  });
  return (
    <>
      {menus.map((menu, at) => (
        <MenuCard
          key={menu.id}
          menu={menu}
          number={at + 1}
          menus={menus}
          reached={reached.has(menu.id)}
          editable={editable}
          attempted={form.errors.menus !== undefined}
          onChange={(next) => form.set({ menus: menus.map((each) => (each.id === menu.id ? next : each)) })}
          onNewMenu={(next) => {
            const id = freshMenuId(menus);
            form.set({ menus: [...menus.map((each) => (each.id === menu.id ? next(id) : each)), blank(id)] });
          }}
          {...(at > 0 ? { onRemove: () => form.set({ menus: withoutMenu(menus, menu.id) }) } : {})}
        />
      ))}
      <FieldWarnings
        warnings={[
          ...(form.errors.menus === undefined
            ? []
            : [{ id: 'wrong', level: 'problem' as const, text: errorText(form.errors.menus) ?? '' }]),
          ...(leadsToPeople(menus) ? [] : [{ id: 'people', level: 'problem' as const, text: t('bot.noWayToPeople') }]),
        ]}
      />
      {editable && menus.length < MOST_MENUS && (
        <Button
          icon={Plus}
          className="self-start"
          onClick={() => form.set({ menus: [...menus, blank(freshMenuId(menus))] })}
        >
          {t('bot.addMenu')}
        </Button>
      )}
    </>
  );
}

function NotUnderstoodBlock({ form, editable }: Part) {
  const words = useBotField(form)('notUnderstood');
  return (
    <SettingBlock {...words}>
      <TextArea
        label={words.label}
        hideLabel
        rows={2}
        maxLength={500}
        value={form.values.notUnderstood}
        aria-invalid={words.error !== undefined || undefined}
        disabled={!editable}
        onChange={(event) => form.set({ notUnderstood: event.target.value })}
      />
    </SettingBlock>
  );
}
