import type { ChannelId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { describe, expect, it } from 'vitest';

import { mayEdit, maySeeSettings, mayView, seesChannel, seesQueue } from './rights.ts';
import { draftKeyOf, pathOf, type Section, sectionOf } from './section.ts';

const sales = 'sales' as QueueId;

describe('sections', () => {
  it('reads back every address it makes', () => {
    const sections: Exclude<Section, { name: 'unknown' }>[] = [
      { name: 'start' },
      { name: 'channel', id: 'site' as ChannelId },
      { name: 'newChannel' },
      { name: 'queue', id: sales, tab: 'queue' },
      { name: 'queue', id: sales, tab: 'history' },
      { name: 'newQueue' },
      { name: 'people' },
      { name: 'blocked' },
      { name: 'log' },
    ];
    for (const section of sections) {
      const path = pathOf(section)
        .split('/')
        .filter((segment) => segment !== '')
        .slice(1);
      expect(sectionOf(path)).toEqual(section);
    }
  });

  it('knows what does not exist', () => {
    expect(sectionOf(['billing'])).toEqual({ name: 'unknown' });
    expect(sectionOf(['queues', 'NOT AN ID'])).toEqual({ name: 'unknown' });
    expect(sectionOf(['queues', 'sales', 'planets'])).toEqual({ name: 'unknown' });
    expect(sectionOf(['people', 'ana'])).toEqual({ name: 'unknown' });
  });

  it('keeps one draft per form', () => {
    expect(draftKeyOf({ name: 'queue', id: sales, tab: 'other' })).toBe(
      draftKeyOf({ name: 'queue', id: sales, tab: 'queue' }),
    );
    expect(draftKeyOf({ name: 'people' })).toBeUndefined();
  });
});

describe('rights', () => {
  it('[74] an agent sees no settings, a supervisor views, an admin edits', () => {
    expect(maySeeSettings('agent')).toBe(false);
    expect(mayView('queues', 'supervisor')).toBe(true);
    expect(mayEdit('queues', 'supervisor')).toBe(false);
    expect(mayEdit('queues', 'admin')).toBe(true);
    expect(mayEdit('canned', 'supervisor')).toBe(true);
    expect(mayView('blocked', 'supervisor')).toBe(true);
    expect(mayView('log', 'supervisor')).toBe(false);
  });

  it('a supervisor sees the queues given to them, and their channels', () => {
    const me = { role: 'supervisor' as const, supervises: [sales] };
    expect(seesQueue(me, sales)).toBe(true);
    expect(seesQueue(me, 'support' as QueueId)).toBe(false);
    expect(seesChannel(me, { queueId: sales })).toBe(true);
    expect(seesChannel(me, { queueId: null })).toBe(false);
    expect(seesChannel({ role: 'admin', supervises: [] }, { queueId: null })).toBe(true);
    expect(seesQueue({ role: 'agent', supervises: [sales] }, sales)).toBe(false);
  });
});
