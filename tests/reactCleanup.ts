import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// What is loaded as it is needed comes late on a busy machine; a test that waits in vain still fails.
configure({ asyncUtilTimeout: 20_000 });

// Vitest's globals are off, so Testing Library cannot do this by itself: what one test mounted must not reach the next.
afterEach(cleanup);
