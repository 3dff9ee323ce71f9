import { Play } from 'lucide-react';

import { changePreferences } from '../../connection/preferences.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { StepSlider } from '../../ui/fields/StepSlider.tsx';
import { Switch } from '../../ui/fields/Switch.tsx';
import { SettingRow } from '../../ui/settings/SettingRow.tsx';
import { usePreferences } from '../../workspace/hooks.ts';

export type TestedSound = 'chatOffer' | 'tick' | 'trouble';
const sounds: readonly TestedSound[] = ['chatOffer', 'tick', 'trouble'];
const volumes = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] as const;

/** Each sound with a switch, a volume and a test (desk 2.8). */
export function SoundSettings({ onTest }: { readonly onTest: (sound: TestedSound) => void }) {
  const t = useText('preferences');
  const { sounds: chosen } = usePreferences();
  return sounds.map((sound) => {
    const { on, volume } = chosen[sound] ?? { on: true, volume: 0.7 };
    const name = t(`sounds.${sound}`);
    const set = (change: { readonly on?: boolean; readonly volume?: number }): void =>
      changePreferences({ sounds: { ...chosen, [sound]: { on, volume, ...change } } });
    return (
      <SettingRow
        key={sound}
        label={name}
        row
        control={
          <>
            <Button size="sm" icon={Play} aria-label={t('sounds.testName', { name })} onClick={() => onTest(sound)}>
              {t('sounds.test')}
            </Button>
            <Switch label={t('sounds.on', { name })} checked={on} onChange={(next) => set({ on: next })} />
          </>
        }
      >
        <StepSlider
          label={t('sounds.volume', { name })}
          steps={volumes}
          value={volume}
          disabled={!on}
          valueText={(value) => t('sounds.steps', { percent: Math.round(value * 100) })}
          onChange={(next) => set({ volume: next })}
        />
      </SettingRow>
    );
  });
}
