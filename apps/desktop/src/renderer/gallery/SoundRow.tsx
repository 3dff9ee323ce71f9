import { useState } from 'react';

import { Button } from '../ui/actions/Button.tsx';
import { scores, type SoundName } from '../ui/sounds/scores.ts';
import { createSoundBoard } from '../ui/sounds/soundBoard.ts';
import { Cell, SheetRow } from './Sheet.tsx';

const board = createSoundBoard();

/** Every sound, to be heard. */
export const SoundRow = () => {
  const [ringing, setRinging] = useState(false);
  const ring = () => {
    if (ringing) board.stopRing();
    else board.startRing('chatOffer');
    setRinging(!ringing);
  };
  return (
    <SheetRow title="Sound">
      {(Object.keys(scores) as SoundName[]).map((name) => (
        <Cell key={name} name={name}>
          <Button onClick={() => board.test(name)}>Test</Button>
        </Cell>
      ))}
      <Cell name="ring">
        <Button onClick={ring}>{ringing ? 'Stop' : 'Ring'}</Button>
      </Cell>
    </SheetRow>
  );
};
