import '../app/strictPolicy.ts';

// Loaded after the policy holds: schemas read it when they are made.
await import('./start.tsx');
