import { CircleCheck, CircleDashed, CircleX, LoaderCircle, TriangleAlert } from 'lucide-react';
import { useState } from 'react';

import type { SelfTestReport, TestOutcome } from '../../phone/selfTest.ts';
import type { Softphone } from '../../phone/softphone.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Icon } from '../../ui/marks/Icon.tsx';
import { useList } from '../../workspace/hooks.ts';
import { usePhone } from './phone.ts';

const steps = ['line', 'microphone', 'media', 'connectivity'] as const satisfies readonly (keyof SelfTestReport)[];

const signs = {
  waiting: CircleDashed,
  running: LoaderCircle,
  ok: CircleCheck,
  warning: TriangleAlert,
  failed: CircleX,
} as const;
const tones = {
  waiting: 'text-muted',
  running: 'text-accent-text',
  ok: 'text-success-text',
  warning: 'text-warning-text',
  failed: 'text-danger-text',
} as const;

/** Does a call work from here? Asked before the shift, answered step by step. */
export function SelfTest() {
  const t = useText('calls');
  const phone = usePhone();
  const onCall = useList('calls').size > 0;
  const [report, setReport] = useState<SelfTestReport>();
  const [busy, setBusy] = useState(false);
  const check = async (of: Softphone): Promise<void> => {
    setReport(await of.selfTest(setReport));
    setBusy(false);
  };
  const run = (): void => {
    if (phone === undefined) return;
    setBusy(true);
    void check(phone);
  };
  return (
    <div className="flex flex-col gap-3 px-4 py-3">
      <ul className="flex flex-col gap-2" aria-live="polite">
        {steps.map((step) => (
          <Outcome key={step} step={step} outcome={report?.[step] ?? { state: 'waiting' }} />
        ))}
      </ul>
      <span>
        <Button loading={busy} disabledReason={onCall ? t('test.during') : undefined} onClick={run}>
          {report === undefined ? t('test.run') : t('test.again')}
        </Button>
      </span>
    </div>
  );
}

function Outcome({ step, outcome }: { readonly step: string; readonly outcome: TestOutcome<string> }) {
  const t = useText('calls');
  const { state } = outcome;
  return (
    <li className="flex items-start gap-2">
      <span className={tones[state]}>
        <Icon glyph={signs[state]} size={18} className={state === 'running' ? 'motion-safe:animate-spin' : undefined} />
      </span>
      <span className="min-w-0">
        <span className="font-medium">{t(`test.step.${step}`)}</span>
        <span className={`block text-12 ${tones[state]}`}>
          {'problem' in outcome ? t(`test.problem.${outcome.problem}`) : t(`test.state.${state}`)}
        </span>
      </span>
    </li>
  );
}
