import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

// Vitest's globals are off, so Testing Library cannot do this by itself: what one test mounted must not reach the next.
afterEach(cleanup);
