import { KeyRound, Mail, RotateCcw, Server, WifiOff } from 'lucide-react';
import { useState } from 'react';

import { Button } from '../ui/actions/Button.tsx';
import { ArtCard, AuthLayout } from '../ui/entry/AuthLayout.tsx';
import { FirstRunLayout } from '../ui/entry/FirstRunLayout.tsx';
import { Banner } from '../ui/feedback/Banner.tsx';
import { Checkbox } from '../ui/fields/Checkbox.tsx';
import { PasswordField } from '../ui/fields/PasswordField.tsx';
import { TextField } from '../ui/fields/TextField.tsx';
import { Avatar } from '../ui/marks/Avatar.tsx';
import { Meter } from '../ui/marks/Meter.tsx';
import { SlaBadge } from '../ui/marks/SlaBadge.tsx';
import { Card } from '../ui/page/Page.tsx';
import { waitingOk, waitingRisk } from './InboxList.tsx';
import { dmitri, elena, lucia } from './people.ts';

const nothing = () => undefined;

const Art = () => (
  <>
    <ArtCard>
      <div className="art-row">
        <Avatar {...elena} size={44} />
        <div className="fill">
          <div className="text-15 font-semibold">Elena Rossi</div>
          <div className="text-12 text-muted">Incoming call · Sales</div>
        </div>
        <span className="num text-12 text-muted">0:18</span>
      </div>
      <div className="art-buttons">
        <Button>Decline</Button>
        <Button variant="success">Accept</Button>
      </div>
    </ArtCard>
    <ArtCard>
      <div className="art-row">
        <Avatar {...lucia} size={36} channel="whatsapp" />
        <div className="fill">
          <div className="flex items-center gap-2">
            <span className="fill font-semibold">Lucía Fernández</span>
            <SlaBadge {...waitingRisk} />
          </div>
          <div className="text-12 text-secondary">¿Sigue disponible la talla M en azul?</div>
        </div>
      </div>
    </ArtCard>
    <ArtCard>
      <div className="art-row">
        <Avatar {...dmitri} size={36} channel="telegram" />
        <div className="fill">
          <div className="flex items-center gap-2">
            <span className="fill font-semibold">Дмитрий Соколов</span>
            <SlaBadge {...waitingOk} />
          </div>
          <div className="text-12 text-secondary">Спасибо, всё отлично работает!</div>
        </div>
      </div>
    </ArtCard>
    <ArtCard>
      <div className="mb-2 flex justify-between">
        <span className="font-semibold">Support</span>
        <span className="num text-12 font-medium text-success-text">92 %</span>
      </div>
      <Meter share={0.92} tone="ok" label="92 %" />
      <div className="mt-2 flex justify-between text-11 text-muted">
        <span>Answered within 30 s</span>
        <span>Target 80 %</span>
      </div>
    </ArtCard>
  </>
);

/** Sign in, with the server out of reach. */
export const LoginView = () => {
  const [stay, setStay] = useState(true);
  return (
    <AuthLayout
      title="Sign in to Ringdesk"
      text="Use the address your administrator gave you."
      art={<Art />}
      foot={
        <>
          <span>Ringdesk 1.0 ·</span>
          <a href="#licences">Open-source licences</a>
          <span>·</span>
          <a href="#help">Connection help</a>
        </>
      }
    >
      <div className="mb-4">
        <Banner
          tall
          tone="danger"
          icon={WifiOff}
          title="Cannot reach desk.halden.bike"
          actions={
            <>
              <Button variant="text" size="sm">
                Copy details
              </Button>
              <span className="num text-muted">Next try in 8 s</span>
            </>
          }
        >
          The server did not answer within 10 seconds. Check the address and your network, or ask your administrator if
          a VPN is needed.
        </Banner>
      </div>
      <form className="flex flex-col gap-3.5">
        <TextField
          size="lg"
          label="Server address"
          icon={Server}
          value="desk.halden.bike"
          onChange={nothing}
          error="No answer from this address."
        />
        <TextField
          size="lg"
          label="E-mail"
          icon={Mail}
          value="maya.lindqvist@halden.bike"
          onChange={nothing}
          autoComplete="username"
        />
        <PasswordField
          size="lg"
          label="Password"
          value="correct horse"
          onChange={nothing}
          autoComplete="current-password"
          showLabel="Show password"
          hideTextLabel="Hide password"
          aside={
            <a className="text-12 font-medium" href="#forgot">
              Forgot it?
            </a>
          }
        />
        <Checkbox checked={stay} onChange={setStay}>
          Keep me signed in on this computer
        </Checkbox>
        <Button variant="primary" size="lg" block icon={RotateCcw}>
          Try again
        </Button>
        <Button size="lg" block icon={KeyRound}>
          Sign in with company account
        </Button>
      </form>
    </AuthLayout>
  );
};

/** Setting up, second of five steps. */
export const FirstRunView = () => (
  <FirstRunLayout
    welcome="Welcome, Maya"
    stepsLabel="Steps"
    note="You can change all of this later in Settings."
    steps={[
      { id: '1', title: 'Signed in', detail: 'desk.halden.bike', state: 'done' },
      { id: '2', title: 'First queue', detail: 'Who answers, and in which order', state: 'now' },
      { id: '3', title: 'Website chat', detail: 'One line for your page', state: 'later' },
    ]}
    lead="Step 2 of 3"
    title="Who answers first?"
    text="Name the queue that new conversations go to."
    foot={
      <>
        <Button variant="ghost" size="lg" className="-ml-4">
          Back
        </Button>
        <span className="fill" />
        <Button variant="ghost" size="lg">
          Skip for now
        </Button>
        <Button variant="primary" size="lg">
          Continue
        </Button>
      </>
    }
  >
    <Card padded className="mt-5">
      <TextField
        size="lg"
        label="Queue name"
        value="Sales"
        onChange={nothing}
        hint="Customers see it above the chat."
      />
    </Card>
  </FirstRunLayout>
);
