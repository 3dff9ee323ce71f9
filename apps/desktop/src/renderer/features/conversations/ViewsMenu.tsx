import type { SavedViewId } from '@ringdesk/shared/model/ids.ts';
import type { SavedView } from '@ringdesk/shared/model/report.ts';
import { Bookmark, ChevronDown, Save, Trash2 } from 'lucide-react';
import { useState } from 'react';

import { ask } from '../../connection/connection.ts';
import { newId } from '../../connection/session.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { showToast, showUndo } from '../../ui/feedback/toasts.ts';
import { Checkbox } from '../../ui/fields/Checkbox.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { Icon } from '../../ui/marks/Icon.tsx';
import { Dialog } from '../../ui/overlays/Dialog.tsx';
import { Menu, type MenuEntry } from '../../ui/overlays/Menu.tsx';
import { useMe } from '../../workspace/hooks.ts';
import { keptFilter, setReportView, useReportView } from './reportView.ts';
import { showRefusal } from './say.ts';
import { useSavedViews } from './useSavedViews.ts';

/** The filters people keep: open, save, replace, delete [49]. */
export function ViewsMenu() {
  const t = useText('conversations');
  const me = useMe();
  const { filter, sort, viewId } = useReportView();
  const { views, again } = useSavedViews();
  const [naming, setNaming] = useState(false);
  const current = views.find(({ id }) => id === viewId);
  const mayChange = current !== undefined && (current.mine || me?.role === 'admin');

  const save = async (view: Omit<SavedView, 'mine'>): Promise<void> => {
    const reply = await ask('savedViews.save', view);
    again();
    if (!reply.ok) return showRefusal(reply.error);
    setReportView({ viewId: view.id });
    showToast({ tone: 'ok', text: t('views.saved', { name: view.name }) });
  };
  const remove = async ({ mine: _mine, ...view }: SavedView): Promise<void> => {
    const reply = await ask('savedViews.delete', { id: view.id });
    again();
    if (!reply.ok) return showRefusal(reply.error);
    setReportView({ viewId: undefined });
    showUndo(t('views.deleted', { name: view.name }), t('undo'), () => void save(view));
  };
  const open = (view: SavedView): void => {
    const { from, to } = filter;
    const period = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    setReportView({ filter: { ...view.filter, ...period }, sort: view.sort, viewId: view.id });
  };
  const group = (title: string, of: readonly SavedView[]): MenuEntry[] =>
    of.length === 0
      ? []
      : [
          { kind: 'label', text: title },
          ...of.map((view) => ({
            id: view.id,
            text: view.name,
            checked: view.id === viewId,
            onSelect: () => open(view),
          })),
        ];
  const entries: MenuEntry[] = [
    ...group(
      t('views.mine'),
      views.filter(({ mine }) => mine),
    ),
    ...group(
      t('views.shared'),
      views.filter(({ mine }) => !mine),
    ),
    ...(views.length > 0 ? [{ kind: 'line' as const }] : []),
    { id: 'save', text: t('views.saveAs'), icon: Save, onSelect: () => setNaming(true) },
    ...(mayChange
      ? [
          {
            id: 'replace',
            text: t('views.replace', { name: current.name }),
            icon: Bookmark,
            onSelect: () => {
              const { id, name, shared } = current;
              void save({ id, name, shared, filter: keptFilter(filter), sort });
            },
          },
          {
            id: 'delete',
            text: t('views.delete', { name: current.name }),
            icon: Trash2,
            danger: true,
            onSelect: () => void remove(current),
          },
        ]
      : []),
  ];
  return (
    <>
      <Menu
        align="end"
        entries={entries}
        trigger={
          <Button icon={Bookmark} variant="ghost">
            <span className="trunc">{current?.name ?? t('views.title')}</span>
            <Icon glyph={ChevronDown} size={14} />
          </Button>
        }
      />
      {naming && (
        <NameDialog
          mayShare={me !== undefined && me.role !== 'agent'}
          onClose={() => setNaming(false)}
          onSave={(name, shared) => {
            setNaming(false);
            void save({ id: newId<SavedViewId>(), name, shared, filter: keptFilter(filter), sort });
          }}
        />
      )}
    </>
  );
}

function NameDialog({
  mayShare,
  onClose,
  onSave,
}: {
  readonly mayShare: boolean;
  readonly onClose: () => void;
  readonly onSave: (name: string, shared: boolean) => void;
}) {
  const t = useText('conversations');
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('views.saveAs')}
      closeLabel={t('app:close')}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') onSave(name.trim(), shared);
      }}
      actions={
        <>
          <Button onClick={onClose}>{t('app:cancel')}</Button>
          <Button
            variant="primary"
            type="submit"
            disabledReason={name.trim() === '' ? t('views.nameNeeded') : undefined}
          >
            {t('app:save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <TextField
          label={t('views.name')}
          hint={t('views.hint')}
          value={name}
          maxLength={60}
          onChange={(event) => setName(event.target.value)}
        />
        {mayShare && (
          <Checkbox checked={shared} onChange={setShared}>
            {t('views.share')}
          </Checkbox>
        )}
      </div>
    </Dialog>
  );
}
