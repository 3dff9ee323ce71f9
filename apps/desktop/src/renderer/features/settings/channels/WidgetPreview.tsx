import type { Language } from '@ringdesk/shared/model/language.ts';
import { MessageCircle } from 'lucide-react';
import type { CSSProperties } from 'react';

import { localeOf } from '../../../text/text.ts';
import { Icon } from '../../../ui/marks/Icon.tsx';
import { useSettingsText } from '../frame/useWords.ts';
import { readableOn } from './accent.ts';
import type { ChannelForm } from './channelForm.ts';

/** The first view and the launcher of the widget, with the settings as they stand in the form. A picture, not a control. */
export function WidgetPreview({
  form,
  queueName,
  language,
}: {
  readonly form: ChannelForm;
  readonly queueName: string;
  readonly language: Language;
}) {
  const t = useSettingsText();
  const words = (key: string): string => t(`preview.${language}.${key}`);
  const accent = /^#[0-9a-f]{6}$/.test(form.accent) ? form.accent : '#2f54d9';
  const colours = { '--widget-accent': accent, '--widget-on-accent': readableOn(accent) } as CSSProperties;
  return (
    <div
      className={form.position === 'left' ? 'widget-preview is-left' : 'widget-preview'}
      style={colours}
      role="img"
      aria-label={t('preview.label')}
      lang={localeOf[language]}
    >
      <div className="widget-card" aria-hidden>
        <div className="widget-card-head">
          <Icon glyph={MessageCircle} />
          <span className="trunc">{form.title.trim() === '' ? queueName : form.title}</span>
        </div>
        <div className="widget-card-body">
          <div className="widget-greeting">{form.greeting.trim() === '' ? words('greeting') : form.greeting}</div>
          {form.askName !== 'no' && (
            <div className="widget-field">
              <span>{words('name')}</span>
              {form.askName === 'optional' && <span>{words('optional')}</span>}
            </div>
          )}
          <div className="widget-field">{words('message')}</div>
          <div className="widget-start">{words('start')}</div>
        </div>
      </div>
      <span className="widget-launcher" aria-hidden>
        <MessageCircle size={24} />
      </span>
    </div>
  );
}
