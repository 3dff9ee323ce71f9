// The packages which carry the Node binary publish `os` and `cpu` as plain strings. pnpm compares lists, so without this
// correction it would install the binaries of every platform.
const listOf = (value) => (typeof value === 'string' ? [value] : value);

export const hooks = {
  readPackage(manifest) {
    if (/^node-(bin-)?(linux|darwin|win)-/.test(manifest.name ?? '')) {
      manifest.os = listOf(manifest.os);
      manifest.cpu = listOf(manifest.cpu);
    }
    return manifest;
  },
};
