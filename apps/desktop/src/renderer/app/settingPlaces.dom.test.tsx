import { renderHook } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import { rank } from '../features/palette/rank.ts';
import { queueFormFields, tabOf } from '../features/settings/queues/queueFields.ts';
import { changeLanguage } from '../text/text.ts';
import { agentNoun, queueNoun, snapshotOf, T0 } from '../workspace/testNouns.ts';
import { workspaceWriter } from '../workspace/workspaceWriter.ts';
import { useSettingPlaces } from './settingPlaces.ts';

const placesOf = (role: 'agent' | 'supervisor' | 'admin', medium: 'chat' | 'call' = 'chat') => {
  const queue = { ...queueNoun('sales'), medium };
  workspaceWriter.welcome(snapshotOf({ agents: [agentNoun('me', { role })], queues: [queue] }));
  return renderHook(() => useSettingPlaces()).result.current;
};

beforeAll(() => changeLanguage('en'));
afterEach(() => workspaceWriter.signedOut(T0));

describe('what the palette finds in the settings', () => {
  it('is every page and every field of a queue by its label, for who may see them', () => {
    const places = placesOf('admin');
    expect(places.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        '/settings/people',
        '/settings/telephony',
        '/settings/rights',
        '/settings/log',
        '/settings/queues/sales',
      ]),
    );
    const fields = places.filter(({ reveal }) => reveal !== undefined);
    expect(fields).toHaveLength(queueFormFields.filter((field) => tabOf(field) !== 'calls').length);
    expect(fields.filter(({ text }) => text.includes('queue.field'))).toEqual([]);
    expect(rank(places, 'time before', 1)[0]).toMatchObject({
      path: '/settings/queues/sales',
      reveal: 'setting-offerSeconds',
    });
    expect(rank(places, 'language', 1)[0]).toMatchObject({ path: '/settings/queues/sales/other' });
  });

  it('is of a queue only what its medium has a place for', () => {
    const tabsOf = (medium: 'chat' | 'call') =>
      new Set(placesOf('admin', medium).flatMap(({ reveal, path }) => (reveal === undefined ? [] : [path])));
    const own = ['/settings/queues/sales', '/settings/queues/sales/hours', '/settings/queues/sales/quality'];
    expect(tabsOf('chat')).toEqual(
      new Set([...own, ...['actions', 'bots', 'kpi', 'other'].map((tab) => `/settings/queues/sales/${tab}`)]),
    );
    expect(tabsOf('call')).toEqual(
      new Set([...own, ...['calls', 'other'].map((tab) => `/settings/queues/sales/${tab}`)]),
    );
  });

  it('is nothing for agents, and only their queues for supervisors', () => {
    expect(placesOf('agent')).toEqual([]);
    expect(placesOf('supervisor').filter(({ reveal }) => reveal !== undefined)).toEqual([]);
    expect(placesOf('supervisor').map(({ path }) => path)).not.toContain('/settings/telephony');
  });
});
