import { expect, type Locator, type Page } from '@playwright/test';

/** The settings of the desk as an admin fills them in. */
export class SettingsPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** To a section, by its name in the tree. */
  async open(section: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Settings', exact: true }).click();
    await this.section(section);
  }

  section(name: string): Promise<void> {
    const tree = this.page.getByRole('navigation', { name: 'Settings' });
    return tree.getByRole('button', { name, exact: true }).click();
  }

  tab(name: string): Promise<void> {
    return this.page.getByRole('tab', { name }).click();
  }

  switch(name: string): Promise<void> {
    return this.page.getByRole('switch', { name, exact: true }).click();
  }

  write(name: string, text: string): Promise<void> {
    return this.page.getByRole('textbox', { name, exact: true }).fill(text);
  }

  /** A value of a list that opens. */
  async choose(name: string, option: string): Promise<void> {
    await this.page.getByRole('combobox', { name, exact: true }).click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  /** A value of a list that is searched by typing. */
  async find(name: string, option: string): Promise<void> {
    const box = this.page.getByRole('combobox', { name, exact: true });
    await box.fill(option);
    await this.page.getByRole('option', { name: option, exact: true }).click();
    await expect(box).toHaveValue(option);
  }

  /** A span of time that is switched on. */
  async time(name: string, text: string): Promise<void> {
    await this.switch(name);
    const box = this.page.getByRole('combobox', { name: `${name}: time`, exact: true });
    await box.fill(text);
    await box.press('Enter');
  }

  async addMember(email: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Add agents or departments' }).click();
    await this.page.getByRole('combobox', { name: 'Name or e-mail' }).fill(email);
    await this.page.keyboard.press('Enter');
    await this.page.keyboard.press('Escape');
  }

  async save(): Promise<void> {
    await this.page.keyboard.press('Control+s');
    await expect(this.page.getByText(/^Saved as version \d+\./).last()).toBeVisible();
  }

  /** What the queue does, in sentences made from the form. */
  get behaviour(): Locator {
    return this.page.getByRole('complementary', { name: 'Try it' });
  }
}
