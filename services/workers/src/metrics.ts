import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'

export type WorkerMetrics = ReturnType<typeof createMetrics>

/** Prometheus metrics of one worker process. Labels are ledgers, projections and kinds; never a person, never a case. */
export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Counter<L>({ name: `koop_${name}_total`, help, labelNames, registers })
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Gauge<L>({ name: `koop_${name}`, help, labelNames, registers })
  return {
    registry,
    wakeUps: counter('wake_ups_received', 'Wake-ups that came through the queue'),
    queueFailures: counter('queue_failures', 'Errors of the wake-up queue; the sweeper goes on without it'),
    batches: counter('projection_batches', 'Transactions that moved a checkpoint', ['projection']),
    events: counter('projection_events', 'Events that projections took in', ['projection']),
    projectionFailures: counter('projection_failures', 'Batches that a projection failed to take in', ['projection']),
    failing: gauge('projection_failing', 'Failures in a row; 0 again after the next success', ['projection', 'ledger']),
    lag: gauge('projection_lag_events', 'Events behind the head at the last sweep; no series: none', [
      'projection',
      'ledger',
    ]),
    laggingLedgers: gauge('projection_lagging_ledgers', 'Ledgers behind their heads at the last sweep', ['projection']),
    sweeps: counter('sweeps', 'Comparisons of checkpoints with heads', ['outcome']),
    lastSweep: gauge('last_sweep_timestamp_seconds', 'When checkpoints were last compared with heads'),
    notices: counter('deadline_notices', 'Reminders and alarms recorded by this process', ['kind']),
    noticeFailures: counter('deadline_sweep_failures', 'Deadline sweeps that failed, and notices that were refused'),
    logSize: gauge('log_sealed_events', 'Events that the log of a ledger covers', ['ledger']),
    logLag: gauge('log_lag_events', 'Events not sealed yet at the last round; no series: none', ['ledger']),
    logLagSeconds: gauge('log_lag_seconds', 'How long the oldest of them has waited at the last round', ['ledger']),
    logSealed: counter('log_events_sealed', 'Events sealed by this process'),
    logCheckpoints: counter('log_checkpoints', 'Checkpoints signed by this process'),
    logChecked: counter('log_events_checked', 'Sealed events that were looked at again'),
    logFailures: counter('log_failures', 'Sealings and looks that failed and will be tried again'),
    logFault: gauge(
      'log_fault',
      '1: the past of this ledger was changed, and nothing of it is sealed; no series: nothing is known',
      ['ledger'],
    ),
    witnessSize: gauge('log_witness_events', 'Events that a witness has vouched for', ['ledger', 'witness']),
    witnessAnswers: counter('log_witness_answers', 'What witnesses answered', ['witness', 'answer']),
    witnessFailing: gauge('log_witness_failing', 'Rounds in a row without the word of this witness', ['witness']),
    mails: counter('mails', 'Mails by what became of the attempt', ['outcome']),
  }
}
