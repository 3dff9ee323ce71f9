import { defaultRecordingRights, RecordingRights } from '@ringdesk/shared/model/rights.ts';
import { expect, test } from 'vitest';

import { withRight } from './RecordingRightsForm.tsx';

test('[74–77] taking listening away takes downloading with it, so that what is sent is never refused', () => {
  const muted = withRight(defaultRecordingRights, 'supervisor', 'listen', 'own');
  expect(muted.supervisor).toEqual({ listen: 'own', download: 'own', erase: 'none' });
  expect(RecordingRights.safeParse(muted).success).toBe(true);
  expect(withRight(muted, 'supervisor', 'listen', 'all').supervisor.download).toBe('own');
  expect(withRight(muted, 'agent', 'erase', 'own').agent).toEqual({ listen: 'own', download: 'none', erase: 'own' });
});
