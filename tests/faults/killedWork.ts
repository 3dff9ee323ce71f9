import { failpointsFrom } from '../../apps/server/src/application/engineFailpoints.ts';
import { machineClock } from '../../apps/server/src/application/engineAlarm.ts';
import { backUp } from '../../apps/server/src/storage/backup.ts';
import { restore } from '../../apps/server/src/storage/restore.ts';
import { migrations } from '../../apps/server/src/storage/schema.ts';

/** A process of its own for the tests: `backup DATABASE TARGET PLACE` or `restore BACKUP FOLDER PLACE`, killed at this place. */
const [work, from = '', to = '', place = ''] = process.argv.slice(2);
const dies = failpointsFrom(place);
if (work === 'backup') await backUp(from, to, dies);
else await restore(from, to, machineClock.wall(), migrations, dies);
