import { z } from 'zod';

// The content security policy forbids making code from text. Zod would try once and be reported; told beforehand it
// reads its schemas step by step. Runs before any schema is made, see main.tsx.
z.config({ jitless: true });
