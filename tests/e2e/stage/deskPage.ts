import { expect, type Locator, type Page } from '@playwright/test';

import { PASSWORD, type Person } from './center.ts';

/** A desk opens within this, also on a machine that is busy with several. Milliseconds. */
const OPENING_MS = 45_000;

/** The desk of one person as they see and press it. */
export class DeskPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async signIn(url: string, person: Pick<Person, 'email'>): Promise<void> {
    await this.page.goto(url);
    await this.page.getByLabel('E-mail').fill(person.email);
    await this.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  /** Through the steps a newcomer sees, to the inbox. */
  async throughFirstSteps(last: 'Become available' | 'Open the desk'): Promise<void> {
    const skip = this.page.getByRole('button', { name: 'Skip for now' });
    // The desk's code comes after the person is known, and several pages of a test ask for theirs at once.
    await skip.waitFor({ timeout: OPENING_MS });
    await skip.click();
    await skip.click();
    await this.page.getByRole('button', { name: last }).click();
    await expect(this.page.getByRole('main', { name: 'Inbox' })).toBeVisible();
  }

  /** What rings here; what has ended stays on the screen for a few seconds without a countdown. */
  get offer(): Locator {
    return this.page.getByRole('alertdialog').filter({ has: this.page.getByRole('timer') });
  }

  /** Accepts what rings and waits until it is open: what is typed before that still belongs to the conversation before. */
  async accept(): Promise<void> {
    const customer = await this.offer.locator('.offer-name').innerText();
    await this.offer.getByRole('button', { name: 'Accept' }).click();
    await expect(this.page.locator('.convo-title')).toHaveText(customer);
  }

  decline(): Promise<void> {
    return this.offer.getByRole('button', { name: 'Decline', exact: true }).click();
  }

  get composer(): Locator {
    return this.page.getByRole('textbox', { name: /^(Reply|Note)$/ });
  }

  /** Text in the transcript of the open conversation. */
  line(text: string): Locator {
    return this.page.getByRole('log').getByText(text, { exact: true });
  }

  /** What happened, in the transcript of the open conversation. */
  happening(text: string): Locator {
    return this.page.getByRole('log').getByText(text);
  }

  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  async note(text: string): Promise<void> {
    await this.page.getByRole('tab', { name: 'Note' }).click();
    await this.say(text);
    await this.page.getByRole('tab', { name: 'Reply' }).click();
  }

  async transferTo(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Transfer', exact: true }).click();
    const choice = this.page.getByRole('listbox', { name: 'Transfer to' });
    await choice.getByRole('option', { name: new RegExp(`^${name}`) }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Transfer', exact: true }).click();
  }

  close(): Promise<void> {
    return this.page.getByRole('button', { name: 'Close', exact: true }).click();
  }

  /** Closes where the queue asks what it was about. */
  async closeWith(topic: string): Promise<void> {
    await this.close();
    const dialog = this.page.getByRole('dialog', { name: 'Close the conversation' });
    await dialog.getByRole('radio', { name: topic, exact: true }).click();
    await dialog.getByRole('button', { name: 'Close the conversation' }).click();
  }
}
