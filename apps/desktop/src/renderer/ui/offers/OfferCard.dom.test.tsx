import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';

import { OfferCard, type OfferCardProps } from './OfferCard.tsx';

const offer = (over: Partial<OfferCardProps> = {}): OfferCardProps => ({
  label: 'New chat from Peter Novák, Sales',
  channel: 'liveChat',
  kind: 'New chat',
  facts: ['Sales', 'waited 0:22'],
  customer: { id: 'peter', name: 'Peter Novák' },
  why: { lead: 'Why you:', text: 'next in order in Sales.' },
  countdown: { left: 41, total: 60, text: '0:41' },
  state: 'ringing',
  accept: { label: 'Accept', onPress: vi.fn<() => void>() },
  decline: { label: 'Decline', onPress: vi.fn<() => void>() },
  ...over,
});

test('an offer never takes the focus', () => {
  const composer = <input aria-label="composer" />;
  const { rerender } = render(<div>{composer}</div>);
  screen.getByLabelText('composer').focus();
  rerender(
    <div>
      {composer}
      <OfferCard {...offer()} />
    </div>,
  );
  expect(screen.getByRole('alertdialog')).toBeDefined();
  expect(document.activeElement).toBe(screen.getByLabelText('composer'));
});

test('an offer is an alert dialog that says why it came here', () => {
  render(<OfferCard {...offer()} />);
  const card = screen.getByRole('alertdialog', { name: 'New chat from Peter Novák, Sales' });
  const reason = document.getElementById(card.getAttribute('aria-describedby') ?? '');
  expect(reason?.textContent).toBe('Why you: next in order in Sales.');
});

test('the last five seconds look different, and the timer is not announced', () => {
  const { rerender } = render(<OfferCard {...offer({ countdown: { left: 6, total: 60, text: '0:06' } })} />);
  expect(screen.getByRole('alertdialog').classList.contains('is-late')).toBe(false);
  rerender(<OfferCard {...offer({ countdown: { left: 5, total: 60, text: '0:05' } })} />);
  expect(screen.getByRole('alertdialog').classList.contains('is-late')).toBe(true);
  expect(screen.getByRole('timer').getAttribute('aria-live')).toBe('off');
});

test('while it is connecting it can be neither accepted again nor declined', async () => {
  const props = offer({ state: 'connecting' });
  render(<OfferCard {...props} />);
  await userEvent.click(screen.getByRole('button', { name: 'Accept' }));
  await userEvent.click(screen.getByRole('button', { name: 'Decline' }));
  expect(props.accept.onPress).not.toHaveBeenCalled();
  expect(props.decline.onPress).not.toHaveBeenCalled();
});

test('a press on the customer looks without accepting', async () => {
  const onOpen = vi.fn<() => void>();
  const props = offer({ onOpen });
  render(<OfferCard {...props} />);
  await userEvent.click(screen.getByRole('button', { name: 'Peter Novák' }));
  expect(onOpen).toHaveBeenCalledOnce();
  expect(props.accept.onPress).not.toHaveBeenCalled();
});

test('an ended offer says what became of it and has nothing to press', () => {
  render(<OfferCard {...offer({ state: 'ended', ended: 'Taken by Priya' })} />);
  expect(screen.getByText('Taken by Priya')).toBeDefined();
  expect(screen.queryAllByRole('button')).toEqual([]);
});
