import { CornerUpRight, Trash2 } from 'lucide-react';
import { useState } from 'react';

import { Button } from '../ui/actions/Button.tsx';
import { IconButton } from '../ui/actions/IconButton.tsx';
import { SplitButton } from '../ui/actions/SplitButton.tsx';
import { Attachment } from '../ui/conversation/Attachment.tsx';
import { InternalNote } from '../ui/conversation/InternalNote.tsx';
import { announce } from '../ui/feedback/liveRegionStore.ts';
import { showToast, showUndo } from '../ui/feedback/toasts.ts';
import { Combobox } from '../ui/fields/Combobox.tsx';
import { DurationField } from '../ui/fields/DurationField.tsx';
import { Field } from '../ui/fields/Field.tsx';
import { MultiCombobox } from '../ui/fields/MultiCombobox.tsx';
import { PasswordField } from '../ui/fields/PasswordField.tsx';
import { Select } from '../ui/fields/Select.tsx';
import { TextArea } from '../ui/fields/TextArea.tsx';
import { TextField } from '../ui/fields/TextField.tsx';
import { Avatar } from '../ui/marks/Avatar.tsx';
import { Tag } from '../ui/marks/Tag.tsx';
import { OfferCard, type OfferCardProps } from '../ui/offers/OfferCard.tsx';
import { ConfirmDialog } from '../ui/overlays/ConfirmDialog.tsx';
import { Dialog } from '../ui/overlays/Dialog.tsx';
import { Drawer } from '../ui/overlays/Drawer.tsx';
import { Menu } from '../ui/overlays/Menu.tsx';
import { Popover } from '../ui/overlays/Popover.tsx';
import { Card } from '../ui/page/Page.tsx';
import { Table, type TableSort } from '../ui/page/Table.tsx';
import { maya, peter, priya, sofia } from './people.ts';
import { Cell, Sheet, SheetRow } from './Sheet.tsx';
import { SoundRow } from './SoundRow.tsx';

const nothing = () => undefined;
const queues = [
  { value: 'sales', text: 'Sales' },
  { value: 'support', text: 'Support', detail: '6 people' },
  { value: 'billing', text: 'Billing', disabled: true },
  { value: 'es', text: 'Español' },
];

const Inputs = () => {
  const [queue, setQueue] = useState('sales');
  const [several, setSeveral] = useState<string[]>(['sales', 'es']);
  const [seconds, setSeconds] = useState(300);
  const [text, setText] = useState('');
  return (
    <SheetRow title="Fields">
      <div className="grid w-full grid-cols-3 gap-4">
        <TextField
          label="Name"
          hint="Customers see it."
          placeholder="Sales"
          value={text}
          onChange={(event) => setText(event.target.value)}
          changedLabel="Changed"
        />
        <TextField label="Limit" error="Use a number from 1 to 1000." value="0" onChange={nothing} suffix="chats" />
        <PasswordField
          label="Password"
          value="secret"
          onChange={nothing}
          showLabel="Show"
          hideTextLabel="Hide"
          autoComplete="off"
        />
        <Field label="Queue">
          <Select value={queue} options={queues} onChange={setQueue} />
        </Field>
        <Field label="Queue, by typing">
          <Combobox value={queue} options={queues} onChange={setQueue} empty="No match" placeholder="Sales" />
        </Field>
        <Field label="Queues">
          <MultiCombobox
            values={several}
            options={queues}
            onChange={setSeveral}
            empty="No match"
            removeLabel={(one) => `Remove ${one}`}
          />
        </Field>
        <Field label="Time">
          <DurationField
            value={seconds}
            onChange={setSeconds}
            min={60}
            max={43_200}
            presets={[60, 300, 1800, 3600]}
            locale="en"
          />
        </Field>
        <TextArea
          label="Greeting"
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder="How can we help?"
        />
        <TextField label="Search" disabled value="Disabled" onChange={nothing} />
      </div>
    </SheetRow>
  );
};

const Floating = () => {
  const [open, setOpen] = useState<'dialog' | 'confirm' | 'drawer'>();
  const close = () => setOpen(undefined);
  return (
    <SheetRow title="Floating">
      <Cell name="Menu">
        <Menu
          trigger={<Button>Actions</Button>}
          entries={[
            { id: 'transfer', text: 'Transfer', icon: CornerUpRight, chord: 'Mod+Shift+KeyX', onSelect: nothing },
            { id: 'park', text: 'Park', disabledReason: 'Not yours', onSelect: nothing },
            {
              kind: 'submenu',
              id: 'move',
              text: 'Move to',
              entries: [{ id: 'sales', text: 'Sales', onSelect: nothing }],
            },
            { kind: 'line' },
            { id: 'erase', text: 'Erase', icon: Trash2, danger: true, onSelect: nothing },
          ]}
        />
      </Cell>
      <Cell name="Split">
        <SplitButton onPress={nothing} menuLabel="Reasons" entries={[{ id: 'busy', text: 'Busy', onSelect: nothing }]}>
          Decline
        </SplitButton>
      </Cell>
      <Cell name="Popover">
        <Popover trigger={<Button>Transfer</Button>} title="Transfer" remark="3 available">
          <p>Choose a colleague.</p>
        </Popover>
      </Cell>
      <Cell name="Dialog">
        <Button onClick={() => setOpen('dialog')}>Invite</Button>
      </Cell>
      <Cell name="Confirm">
        <Button variant="outline-danger" onClick={() => setOpen('confirm')}>
          Delete
        </Button>
      </Cell>
      <Cell name="Drawer">
        <Button onClick={() => setOpen('drawer')}>Customer</Button>
      </Cell>
      <Cell name="Toast">
        <Button onClick={() => showToast({ text: 'Link copied', tone: 'ok' })}>Copy link</Button>
      </Cell>
      <Cell name="Undo">
        <Button onClick={() => showUndo('Conversation closed', 'Undo', nothing)}>Close</Button>
      </Cell>
      <Cell name="Speak">
        <Button onClick={() => announce('Incoming chat from Peter Novák', 'assertive')}>Announce</Button>
      </Cell>
      <Cell name="Why not">
        <Button disabledReason="Not connected. It is sent when the line is back.">Accept</Button>
      </Cell>
      <Dialog
        open={open === 'dialog'}
        onClose={close}
        title="Invite a colleague"
        text="They get a link by e-mail."
        closeLabel="Close"
        actions={
          <>
            <Button onClick={close}>Cancel</Button>
            <Button variant="primary" type="submit">
              Invite
            </Button>
          </>
        }
        onSubmit={(event) => {
          event.preventDefault();
          close();
        }}
      >
        <TextField label="E-mail" value="" onChange={nothing} />
      </Dialog>
      <ConfirmDialog
        open={open === 'confirm'}
        danger
        title="Delete the queue?"
        text="Two conversations wait in it; they move to Support."
        confirmLabel="Delete"
        cancelLabel="Cancel"
        onConfirm={close}
        onCancel={close}
      />
      <Drawer open={open === 'drawer'} onClose={close} title="Hannah Brooks" closeLabel="Close">
        <p>Known since 2022.</p>
      </Drawer>
    </SheetRow>
  );
};

const offer: OfferCardProps = {
  label: 'New chat from Peter Novák',
  channel: 'liveChat',
  kind: 'New chat',
  facts: ['Sales'],
  customer: peter,
  line: 'Can I collect on Saturday?',
  size: 'small',
  still: true,
  state: 'ringing',
  why: { lead: 'Why you:', text: 'next in order in Sales.' },
  countdown: { left: 41, total: 60, text: '0:41' },
  accept: { label: 'Accept', onPress: nothing },
  decline: { label: 'Decline', onPress: nothing },
};

const Offers = () => (
  <SheetRow title="Offer">
    <div className="grid w-full grid-cols-3 items-start gap-4">
      <OfferCard
        {...offer}
        decline={{
          label: 'Decline',
          menuLabel: 'Reasons',
          reasons: [{ id: 'busy', text: 'Busy', onSelect: nothing }],
          onPress: nothing,
        }}
      />
      <OfferCard {...offer} countdown={{ left: 4, total: 60, text: '0:04' }} />
      <OfferCard {...offer} state="connecting" />
      <OfferCard {...offer} state="ended" ended="Taken by Priya" />
      <OfferCard {...offer} accept={{ label: 'Accept', disabledReason: 'Not connected', onPress: nothing }} />
    </div>
  </SheetRow>
);

const agents = [
  { ...maya, open: 4 },
  { ...sofia, open: 2 },
  { ...priya, open: 6 },
];

const Tables = () => {
  const [sort, setSort] = useState<TableSort>({ column: 'open', direction: 'ascending' });
  const rows = agents.toSorted((a, b) => (sort.direction === 'ascending' ? a.open - b.open : b.open - a.open));
  const columns = [
    {
      id: 'name',
      header: 'Agent',
      cell: (row: (typeof agents)[number]) => (
        <span className="flex items-center gap-2">
          <Avatar id={row.id} name={row.name} size={28} presence="available" />
          {row.name}
        </span>
      ),
    },
    { id: 'queue', header: 'Queue', cell: () => <Tag size="sm">Sales</Tag> },
    { id: 'open', header: 'Open', right: true, sortable: true, cell: (row: (typeof agents)[number]) => row.open },
    {
      id: 'act',
      header: 'Actions',
      hideHeader: true,
      right: true,
      cell: () => <IconButton size="sm" icon={Trash2} label="Remove" />,
    },
  ];
  return (
    <SheetRow title="Table">
      <Card className="w-full">
        <Table
          label="Agents"
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          sort={sort}
          onSort={setSort}
          onOpen={nothing}
          selectedId={sofia.id}
        />
      </Card>
      <Card className="w-full">
        <Table
          label="Loading agents"
          columns={columns.slice(0, 3)}
          rows={[]}
          rowId={(row) => row.id}
          loadingLabel="Loading"
        />
      </Card>
    </SheetRow>
  );
};

/** What floats, what is typed into, and the states the first sheet does not show. */
export const ControlSheet = () => (
  <Sheet title="Controls">
    <Inputs />
    <Floating />
    <Offers />
    <SheetRow title="Attachment">
      <Attachment
        kind="document"
        name="Fjord-625Wh-fitting.pdf"
        detail="PDF · 1.2 MB"
        download={{ label: 'Download', onPress: nothing }}
      />
      <Attachment
        kind="image"
        name="photo.jpg"
        detail="64 %"
        progress={{ share: 0.64, label: '64 %' }}
        remove={{ label: 'Cancel', onPress: nothing }}
      />
      <Attachment
        kind="archive"
        name="all.zip"
        detail="Too large, 25 MB at most"
        failed
        small
        remove={{ label: 'Remove', onPress: nothing }}
      />
      <InternalNote
        title="Note from you"
        remarks={['10:31']}
        delivery="failed"
        deliveryLabel="Not sent"
        retry={{ label: 'Try again', onPress: nothing }}
      >
        Check the frame first.
      </InternalNote>
    </SheetRow>
    <SoundRow />
    <Tables />
  </Sheet>
);
