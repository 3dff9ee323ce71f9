import { z } from 'zod';

/** Languages of the desk, the widget and the texts sent to customers [9]. `pt` is Brazilian Portuguese. */
export const Language = z.enum(['en', 'es', 'pt', 'ru']);
export type Language = z.infer<typeof Language>;
