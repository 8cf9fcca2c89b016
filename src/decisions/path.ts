/** Where decisions are kept when nobody says where, relative to the root. */
export const DECISIONS_PATH = '.checkmod/decisions.json';
