import { describe, expect, it } from 'vitest';
import { holdSignals } from '../../../generators/pipeline/commit/signals.js';

describe('signals that are held', () => {
  it('do not end the process, and the first one is remembered with its exit code', async () => {
    const signals = holdSignals();
    try {
      expect(await signals.received()).toBeUndefined();
      expect(signals.abort.aborted).toBe(false);
      process.emit('SIGTERM', 'SIGTERM');
      process.emit('SIGINT', 'SIGINT');
      expect(await signals.received()).toBe(143);
      expect(signals.abort.aborted).toBe(true);
    } finally {
      signals.release();
    }
  });

  it('are free again afterwards', () => {
    const before = process.listenerCount('SIGINT');
    const signals = holdSignals();
    expect(process.listenerCount('SIGINT')).toBe(before + 1);
    signals.release();
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});
