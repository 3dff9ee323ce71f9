import { CircleCheck, Ellipsis, Plus, Users } from 'lucide-react';
import { useState } from 'react';

import { Button } from '../ui/actions/Button.tsx';
import { IconButton } from '../ui/actions/IconButton.tsx';
import { Checkbox } from '../ui/fields/Checkbox.tsx';
import { DurationField, type DurationProblem } from '../ui/fields/DurationField.tsx';
import { formatDuration } from '../ui/fields/duration.ts';
import { Field } from '../ui/fields/Field.tsx';
import { RadioCards } from '../ui/fields/RadioCards.tsx';
import { Select } from '../ui/fields/Select.tsx';
import { StepSlider } from '../ui/fields/StepSlider.tsx';
import { Stepper } from '../ui/fields/Stepper.tsx';
import { Switch } from '../ui/fields/Switch.tsx';
import { SideNav, SideNavGroup, SideNavItem } from '../ui/lists/SideNav.tsx';
import { Avatar } from '../ui/marks/Avatar.tsx';
import { ChannelIcon } from '../ui/marks/ChannelIcon.tsx';
import { Icon } from '../ui/marks/Icon.tsx';
import { Tag } from '../ui/marks/Tag.tsx';
import { Page, PageHead } from '../ui/page/Page.tsx';
import { Tabs } from '../ui/page/Tabs.tsx';
import { EvenlyArt, StrictArt, ToAllArt } from '../ui/settings/distributionArt.tsx';
import { OrderList, OrderRow } from '../ui/settings/OrderRow.tsx';
import { SaveBar } from '../ui/settings/SaveBar.tsx';
import { SettingCard } from '../ui/settings/SettingCard.tsx';
import { SettingForm } from '../ui/settings/SettingForm.tsx';
import { SettingBlock, SettingRow } from '../ui/settings/SettingRow.tsx';
import { Candidate, DecisionSteps, TryIt, Winner } from '../ui/settings/TryIt.tsx';
import { GalleryFrame } from './GalleryFrame.tsx';
import { chen, katya, maya, priya, sofia } from './people.ts';

const nothing = () => undefined;
const minutes = (...list: number[]) => list.map((one) => one * 60);

const Members = () => {
  const more = {
    controls: {
      moveLabel: 'Move',
      moves: [
        { id: 'up', text: 'Move up', onSelect: nothing },
        { id: 'down', text: 'Move down', onSelect: nothing },
      ],
      removeLabel: 'Remove',
      onRemove: nothing,
    },
  };
  const group = <Avatar id="group" name="Department" size={28} glyph={Users} />;
  return (
    <SettingBlock label="Agents and departments, in order">
      <OrderList label="Agents and departments">
        <OrderRow
          {...more}
          position={1}
          mark={group}
          name="Español"
          detail="3 people, 1 available"
          right="department"
          gripLabel="Move Español, position 1"
        />
        <OrderRow
          {...more}
          position={2}
          lifted
          mark={<Avatar {...maya} size={28} presence="available" />}
          name="Maya Lindqvist"
          detail="Available"
          right="4 of 6 open"
          gripLabel="Move Maya Lindqvist, position 2"
        />
        <OrderRow
          {...more}
          position={3}
          mark={<Avatar {...katya} size={28} presence="wrapup" />}
          name="Katya Volkova"
          detail="Wrap-up"
          right="3 of 6 open"
          gripLabel="Move Katya Volkova, position 3"
        />
        <OrderRow
          {...more}
          position={4}
          mark={group}
          name="Support"
          detail="6 people, none available"
          right="department"
          gripLabel="Move Support, position 4"
        />
      </OrderList>
      <Button variant="text" icon={Plus} className="mt-2.5">
        Add agents or departments
      </Button>
    </SettingBlock>
  );
};

const problems: Record<DurationProblem, string> = {
  unreadable: 'Write a time such as 90s, 5 min or 1h.',
  tooShort: 'At least 1 minute.',
  tooLong: 'At most 12 hours.',
};

const PassingOn = () => {
  const [seconds, setSeconds] = useState(300);
  const [problem, setProblem] = useState<DurationProblem>();
  const [limited, setLimited] = useState(true);
  const [limit, setLimit] = useState(6);
  const [check, setCheck] = useState(true);
  return (
    <SettingCard title="Passing on">
      <SettingRow
        label="Time before the next agent"
        hint="An unanswered conversation moves on after this time. From 1 minute to 12 hours."
        row
        error={problem === undefined ? undefined : problems[problem]}
        control={
          <>
            <StepSlider
              label="Time before the next agent"
              steps={minutes(1, 2, 3, 5, 10, 15, 30, 60, 120, 240, 480, 720)}
              value={seconds}
              onChange={setSeconds}
              valueText={(value) => formatDuration(value, 'en')}
              ticks={[
                { value: 60, text: '1 min' },
                { value: 1800, text: '30 min' },
                { value: 7200, text: '2 h' },
                { value: 43_200, text: '12 h' },
              ]}
            />
            <DurationField
              label="Time before the next agent"
              className="w-[132px]!"
              value={seconds}
              onChange={setSeconds}
              onProblem={setProblem}
              min={60}
              max={43_200}
              presets={minutes(1, 2, 3, 5, 10, 30, 60, 720)}
              locale="en"
            />
          </>
        }
      />
      <SettingRow
        label="Check that the agent is online"
        hint="Skip people who are offline, on a break or set to Do not disturb."
        control={<Switch checked={check} onChange={setCheck} />}
      />
      <SettingRow
        label="Limit open conversations per agent"
        changedLabel="Changed"
        hint="At the limit, an agent gets no new offers from this channel."
        row
        control={
          <>
            <Stepper
              label="Limit"
              value={limit}
              onChange={setLimit}
              min={1}
              max={1000}
              lessLabel="Fewer"
              moreLabel="More"
              disabled={!limited}
            />
            <Switch label="Limit open conversations" checked={limited} onChange={setLimited} />
          </>
        }
      >
        <div className="flex flex-wrap items-center gap-x-5 gap-y-1">
          <span className="text-12 text-muted">Do not count</span>
          <Checkbox checked onChange={nothing}>
            Answered
          </Checkbox>
          <Checkbox checked onChange={nothing}>
            Waiting for client
          </Checkbox>
          <Checkbox checked={false} onChange={nothing}>
            Closed
          </Checkbox>
        </div>
      </SettingRow>
    </SettingCard>
  );
};

const Try = () => (
  <TryIt
    title="Try it"
    tag="With unsaved changes"
    again={{ label: 'Run again', onPress: nothing }}
    inputs={
      <Field label="Who writes">
        <Select value="elena" onChange={nothing} options={[{ value: 'elena', text: 'Elena Rossi, known client' }]} />
      </Field>
    }
  >
    <DecisionSteps
      label="Routing steps"
      steps={[
        { id: '1', outcome: 'yes', title: 'Inside working hours', detail: 'Sat 9:00 to 18:00' },
        { id: '2', outcome: 'yes', title: 'Client found in CRM', detail: 'responsible is Jonas Weber' },
        { id: '3', outcome: 'skipped', title: 'Jonas is on a call', detail: 'goes to the queue instead' },
        { id: '4', outcome: 'yes', title: 'Evenly', detail: '2 of 11 people can take it, fewest open wins' },
      ]}
    />
    <Winner
      avatar={<Avatar {...sofia} size={36} presence="available" />}
      lead="Gets the conversation"
      name="Sofia Marino"
      load="2 of 6"
      text="Member of Español. Fewest open conversations of the 2 who are online and under the limit. If she does not answer in 5 min, Maya is next."
    />
    <ul>
      <Candidate
        rank={2}
        avatar={<Avatar {...maya} size={28} presence="available" />}
        name="Maya Lindqvist"
        detail="Next after 5 min"
        aside={<span className="num text-12 text-secondary">4 of 6</span>}
      />
    </ul>
    <div className="px-4 pt-2.5 pb-0.5 text-11 font-semibold text-muted">Skipped</div>
    <ul>
      <Candidate
        skipped
        avatar={<Avatar {...katya} size={28} presence="wrapup" />}
        name="Katya Volkova"
        detail="Free in 0:21"
        aside={<Tag size="sm">Wrap-up</Tag>}
      />
      <Candidate
        skipped
        avatar={<Avatar {...priya} size={28} presence="oncall" />}
        name="Priya Nair"
        detail="Support, at the limit"
        aside={
          <Tag size="sm" tone="warn">
            6 of 6
          </Tag>
        }
      />
      <Candidate
        skipped
        avatar={<Avatar {...chen} size={28} presence="break" />}
        name="Chen Wei"
        detail="Support, not online"
        aside={<Tag size="sm">Break</Tag>}
      />
    </ul>
  </TryIt>
);

const Nav = () => (
  <SideNav label="Settings" title="Settings">
    <SideNavGroup>Channels</SideNavGroup>
    <SideNavItem text="Web chat halden.bike" mark={<ChannelIcon kind="liveChat" />} onSelect={nothing} />
    <SideNavItem text="WhatsApp Spain" current mark={<ChannelIcon kind="whatsapp" />} onSelect={nothing} />
    <SideNavItem text="Telegram bot" mark={<ChannelIcon kind="telegram" />} onSelect={nothing} />
    <SideNavItem text="Connect a channel" mark={<Icon glyph={Plus} />} onSelect={nothing} />
    <SideNavGroup>Workspace</SideNavGroup>
    <SideNavItem text="People and departments" mark={<Icon glyph={Users} />} onSelect={nothing} />
  </SideNav>
);

/** The queue settings of the reference. */
export const SettingsView = () => {
  const [way, setWay] = useState('evenly');
  const [tab, setTab] = useState('queue');
  const [on, setOn] = useState(true);
  return (
    <GalleryFrame current="Settings">
      <Nav />
      <Page label="Channel settings">
        <PageHead
          plain
          title="WhatsApp Spain"
          mark={<ChannelIcon kind="whatsapp" label="WhatsApp" size={32} />}
          tag={
            <Tag tone="ok">
              <Icon glyph={CircleCheck} size={12} />
              Connected
            </Tag>
          }
          sub="+34 900 555 010 · 214 conversations this week"
          actions={
            <>
              <span className="flex items-center gap-2 font-medium">
                Channel on <Switch label="Channel on" checked={on} onChange={setOn} />
              </span>
              <IconButton icon={Ellipsis} label="More" />
            </>
          }
        />
        <Tabs
          label="Channel settings"
          value={tab}
          onChange={setTab}
          tabs={['Queue', 'Working hours', 'Automatic actions', 'Quality', 'Bots', 'Response-time KPI', 'Other'].map(
            (text) => ({ value: text.toLowerCase(), text }),
          )}
        >
          <div className="split-view">
            <SettingForm
              label="Queue"
              onSubmit={nothing}
              saveBar={
                <SaveBar
                  label="Unsaved changes"
                  text="3 unsaved changes"
                  names="How conversations are shared, Limit, Lead source"
                  discard={{ label: 'Discard', onPress: nothing }}
                  save={{ label: 'Save changes', chord: 'Mod+KeyS' }}
                />
              }
            >
              <SettingCard title="Who answers">
                <Members />
                <SettingBlock label="How conversations are shared" changedLabel="Changed">
                  <RadioCards
                    label="How conversations are shared"
                    value={way}
                    onChange={setWay}
                    cards={[
                      {
                        value: 'evenly',
                        title: 'Evenly',
                        text: 'The person with the fewest open conversations is next.',
                        art: <EvenlyArt />,
                      },
                      {
                        value: 'strict',
                        title: 'Strictly in order',
                        text: 'Always start from the top of the list.',
                        art: <StrictArt />,
                      },
                      {
                        value: 'all',
                        title: 'To all',
                        text: 'Everyone is offered it. The first to accept gets it.',
                        art: <ToAllArt />,
                      },
                    ]}
                  />
                </SettingBlock>
              </SettingCard>
              <PassingOn />
            </SettingForm>
            <Try />
          </div>
        </Tabs>
      </Page>
    </GalleryFrame>
  );
};
