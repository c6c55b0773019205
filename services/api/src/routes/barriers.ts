import { command } from '../http/command-route.ts'

export const barrierRoutes = [
  command('/barriers', 'ReportBarrier', 'barrier.report'),
  command('/barriers/:id/confirmation', 'ConfirmBarrier', 'barrier.manage'),
  command('/barriers/:id/dismissal', 'DismissBarrier', 'barrier.manage'),
  command('/barriers/:id/proposals', 'ProposeBarrierRemoval', 'barrier.report'),
  command('/barriers/:id/escalations', 'EscalateBarrier', 'barrier.manage'),
  command('/barriers/:id/removal', 'RemoveBarrier', 'barrier.manage'),
  command('/barriers/:id/limit', 'AcceptBarrierAsLimit', 'barrier.manage'),
  command('/barriers/:id/corrections', 'CorrectBarrierFact', 'barrier.manage'),
]
