/** Why an agent passes an offer on. Kept as codes, so that every language can show them and reports can count them. */
export const declineReasons = ['withCustomer', 'notMyTopic', 'knownCustomer', 'technical'] as const;
export type DeclineReason = (typeof declineReasons)[number];
