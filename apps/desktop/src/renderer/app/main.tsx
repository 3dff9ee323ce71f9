import './strictPolicy.ts';

// Everything else is loaded after the policy holds: schemas read it when they are made, and a bundler may run a shared
// module before the one that imported it first.
await import('./start.tsx');
