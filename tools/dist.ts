/**
 * Installers for this system: builds the desk and packs it. Further arguments go to electron-builder (`dist --linux deb --arm64`).
 */
import { build } from './build.ts';
import { bin, repository, runCommand } from './command.ts';

const entitlements = '../../resources/installer/entitlements.mac.unsigned.plist';

/**
 * What electron-builder is called with. Without a certificate (`CSC_LINK`, `CSC_NAME`) the app for macOS is signed by nobody in
 * particular: Apple's processors start nothing that is not signed at all, and such a signature has no team, so that the app must be
 * allowed to load libraries of another one.
 */
export const distArguments = (
  given: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] => {
  const certificate = (environment['CSC_LINK'] ?? '') !== '' || (environment['CSC_NAME'] ?? '') !== '';
  const mac = certificate ? [] : ['identity=-', `entitlements=${entitlements}`, `entitlementsInherit=${entitlements}`];
  const config = ['--projectDir', 'apps/desktop', '--config', '../../electron-builder.yml'];
  return [...config, ...mac.map((option) => `-c.mac.${option}`), ...given];
};

const main = async (): Promise<number> => {
  if (!(await build(console.log, { only: 'the desk' }))) return 1;
  const args = distArguments(process.argv.slice(2), process.env);
  const { code, output } = await runCommand(bin('electron-builder'), args, { cwd: repository, show: true });
  if (output !== '') console.error(output);
  return code;
};

if (import.meta.main) process.exitCode = await main();
