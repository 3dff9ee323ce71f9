import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { RadioList } from '../fields/RadioList.tsx';
import { Select } from '../fields/Select.tsx';
import { Stepper } from '../fields/Stepper.tsx';
import { Switch } from '../fields/Switch.tsx';
import { SettingRow } from './SettingRow.tsx';

const nothing = (): void => {};
const names = (role: string): (string | null)[] =>
  screen.getAllByRole(role).map((element) => {
    const by = element.getAttribute('aria-labelledby');
    return by === null ? element.getAttribute('aria-label') : (document.getElementById(by)?.textContent ?? null);
  });

test('a single control is named by the label of its row', () => {
  render(<SettingRow label="Ask for a rating" control={<Switch checked onChange={nothing} />} />);
  expect(names('switch')).toEqual(['Ask for a rating']);
});

test('several controls keep names of their own, and so does what belongs to the row', () => {
  render(
    <SettingRow
      label="Limit"
      changedLabel="Changed"
      row
      control={
        <>
          <Stepper label="Most" value={5} onChange={nothing} min={1} max={9} lessLabel="Less" moreLabel="More" />
          <Select label="What is checked" value="a" onChange={nothing} options={[{ value: 'a', text: 'Online' }]} />
          <Switch label="Limit" checked onChange={nothing} />
        </>
      }
    >
      <RadioList
        label="Do not count"
        value="a"
        onChange={nothing}
        options={[
          { value: 'a', text: 'Answered' },
          { value: 'closed only', text: 'Closed' },
        ]}
      />
    </SettingRow>,
  );
  expect(names('textbox')).toEqual(['Most']);
  expect(names('combobox')).toEqual(['What is checked']);
  expect(names('switch')).toEqual(['Limit']);
  expect(names('radiogroup')).toEqual(['Do not count']);
  expect(names('radio')).toEqual(['Answered', 'Closed']);
});
