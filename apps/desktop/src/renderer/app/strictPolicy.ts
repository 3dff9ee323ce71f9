import { z } from 'zod';

// The content security policy forbids making code from text. Zod would try once and be reported; told beforehand it
// reads its schemas step by step. Imported before anything that parses.
z.config({ jitless: true });
