/** Ways through borders: loaded beside plans and reaches (screen.ts). */
export { beforeChoice, beforeReached } from './before.ts';
export { comparison } from './compare.ts';
export { crossings, timing, verdict } from './crossing.ts';
export { gateWords } from './gatewords.ts';
export { excluded, resting } from './suppose.ts';
