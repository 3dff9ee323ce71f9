import './strictPolicy.ts';

import { showNotStarted } from './notStarted.ts';

// Everything else is loaded after the policy holds: schemas read it when they are made, and a bundler may run a shared
// module before the one that imported it first.
try {
  await import('./start.tsx');
} catch (error) {
  const root = document.getElementById('root');
  // What is drawn already says by itself what is wrong.
  if (root !== null && root.childElementCount === 0)
    showNotStarted(root, navigator.languages, () => window.location.reload());
  throw error;
}
