import { expect, test } from '@playwright/test';

import { Scene } from './stage/scene.ts';

test('the policy of the desk holds from the first byte', async ({ browser }) => {
  const { scene } = await Scene.open(browser, ['Ana']);
  try {
    const page = await scene.page();
    await page.addInitScript(() => {
      const blocked: string[] = [];
      Object.assign(window, { blocked });
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile, lineNumber }) =>
        blocked.push(`${violatedDirective} ${sourceFile}:${lineNumber}`),
      );
    });
    const blocked = (): Promise<unknown> => page.evaluate(() => Reflect.get(window, 'blocked'));
    const answer = await page.goto(scene.server.url);
    const policy = answer?.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe-(inline|eval)/);
    await expect(page.getByLabel('E-mail')).toBeVisible();
    // Schemas were made by now: none of them tried to make code from text.
    expect(await blocked()).toEqual([]);

    // That the policy is not only sent but in force: what it forbids is refused, and heard here.
    const refused = await page.evaluate(() => {
      try {
        document.createElement('p').innerHTML = '<b>text</b>';
        return 'written';
      } catch (error) {
        return error instanceof TypeError ? 'refused' : String(error);
      }
    });
    expect(refused).toBe('refused');
    await expect.poll(blocked).not.toEqual([]);
  } finally {
    await scene.close();
  }
});
