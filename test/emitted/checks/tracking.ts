import type { Check } from '../check.js';

export const TRACKING_CHECKS: readonly Check[] = [];
