import type { Locator, Page } from '@playwright/test';

/** The widget on a site as a visitor sees and presses it. */
export class WidgetPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  open(): Promise<void> {
    return this.page.getByRole('button', { name: /^Open chat/ }).click();
  }

  /** Opens the chat and writes the first message. */
  async start(name: string, text: string): Promise<void> {
    await this.open();
    await this.page.getByLabel('Name').fill(name);
    await this.page.getByLabel('Your message').fill(text);
    await this.page.getByRole('button', { name: 'Start chat' }).click();
  }

  get composer(): Locator {
    return this.page.getByRole('textbox', { name: 'Write a message' });
  }

  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  line(text: string): Locator {
    return this.page.getByRole('log').getByText(text, { exact: true });
  }
}
