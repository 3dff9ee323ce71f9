import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Grammar } from 'sip.js/lib/grammar/grammar.js';
import { expect, test } from 'vitest';

import { random } from '../../../../simulation/random.ts';
import { remembered } from './grammarMemory.ts';
import { mutate } from './testing/mutate.ts';

const read = Grammar.parse;
