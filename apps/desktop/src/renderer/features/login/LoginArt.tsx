import { Check } from 'lucide-react';

import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ArtCard } from '../../ui/entry/AuthLayout.tsx';
import { Avatar } from '../../ui/marks/Avatar.tsx';
import { SlaBadge } from '../../ui/marks/SlaBadge.tsx';

/** The picture beside the form: what the desk is about, drawn with its own parts. Hidden from readers. */
export function LoginArt() {
  const t = useText('login');
  return (
    <>
      <ArtCard>
        <div className="art-row">
          <Avatar name="Elena Rossi" id="elena" size={44} />
          <div className="fill">
            <b className="block text-15">Elena Rossi</b>
            <span className="text-muted">{t('art.offer', { queue: t('art.sales') })}</span>
          </div>
          <span className="text-muted num">0:18</span>
        </div>
        <div className="art-buttons">
          <Button>{t('art.decline')}</Button>
          <Button variant="success" icon={Check}>
            {t('art.accept')}
          </Button>
        </div>
      </ArtCard>
      <ArtLine
        name="Lucía Fernández"
        id="lucia"
        text="¿Sigue disponible la talla M en azul?"
        level="risk"
        time="2:51"
      />
      <ArtLine name="Дмитрий Соколов" id="dmitry" text="Спасибо, всё отлично работает!" level="ok" time="0:38" />
      <ArtCard>
        <div className="flex justify-between">
          <b>{t('art.support')}</b>
          <span className="text-success-text font-semibold num">3</span>
        </div>
        <div className="flex justify-between mt-2 text-11 text-muted">
          <span>{t('art.agents')}</span>
          <span className="num">{t('art.waiting')} 0</span>
        </div>
      </ArtCard>
    </>
  );
}

interface ArtLineProps {
  readonly name: string;
  readonly id: string;
  readonly text: string;
  readonly level: 'ok' | 'risk';
  readonly time: string;
}

function ArtLine({ name, id, text, level, time }: ArtLineProps) {
  return (
    <ArtCard>
      <div className="art-row">
        <Avatar name={name} id={id} size={36} channel="liveChat" />
        <div className="fill">
          <div className="flex justify-between gap-2">
            <b className="trunc">{name}</b>
            <SlaBadge level={level} time={time} label={time} />
          </div>
          <span className="block trunc text-secondary">{text}</span>
        </div>
      </div>
    </ArtCard>
  );
}
