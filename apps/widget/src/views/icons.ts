/** Drawings of what is fetched after the first view, from Lucide (ISC). */
export const clip =
  'm16 6-8.414 8.586a2 2 0 0 0 2.829 2.829l8.414-8.586a4 4 0 1 0-5.657-5.657l-8.379 8.551a6 6 0 1 0 8.485 8.485l8.379-8.551';
export const dots = 'M5 12h.01M12 12h.01M19 12h.01';
export const check = 'M20 6 9 17l-5-5';
export const checks = 'M18 6 7 17l-5-5m20 0-7.5 7.5L13 16';
export const clock = 'M12 7v5l3 2M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20';
export const alert = 'M12 8v4m0 4h.01M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20';
export const mail =
  'm22 7-8.991 5.727a2 2 0 0 1-2.009 0L2 7M4 4h16a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2';
export const x = 'M18 6 6 18M6 6l12 12';
