/** Addresses as reports may show them: without what a person or a program signs in with. */

/** The user part of an address, and its query, where tokens are handed over. */
const USER_PART = /(:\/\/)[^\s/?#@]{0,500}@/g;
const QUERY = /(:\/\/[^\s?#]{0,2000})\?[^\s#]{0,2000}/g;

/** `text` with user parts and queries of the addresses in it taken out; text without an address comes back as it is. */
export const hideCredentials = (text: string): string =>
  text.includes('://') ? text.replace(USER_PART, '$1').replace(QUERY, '$1') : text;
