import { z } from 'zod';

/** Neither a request nor its answer says more than its name. */
export const nothing = z.strictObject({});

/** An entry of a list of the contract: what goes in, and what comes back. */
export const define = <I extends z.ZodType, R extends z.ZodType>(input: I, reply: R) => ({ input, reply });
