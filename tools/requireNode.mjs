// Plain JavaScript on purpose: when the install failed, pnpm runs the script all the same with whatever Node the machine
// has, and that one may not read TypeScript.
const wanted = 26;
const found = Number(process.versions.node.split('.')[0]);

if (found < wanted) {
  console.error(
    [
      `Ringdesk needs Node ${wanted}; this is ${process.versions.node}.`,
      'Node 26 comes with the dependencies, so most likely they did not install. See why with:',
      '',
      '  npx --yes pnpm@12 install --frozen-lockfile',
    ].join('\n'),
  );
  process.exit(1);
}
