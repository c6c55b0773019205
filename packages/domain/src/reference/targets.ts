import type { PilotTarget } from '../pilots/events.ts'

/**
 * The targets of the pilot that a source names. Others were planned but not found (Śląskie, Opolskie): nothing is put in
 * their place. They hold for the phase in which the model is tried out.
 */
const PHASE_II = { validFrom: '2019-04-01' } as const

export const sourcedTargets: readonly PilotTarget[] = [
  {
    indicator: 'O-01',
    region: 'MALOPOLSKIE',
    value: 11,
    comparator: 'EQ',
    source: 'ROPS Kraków, I kamień milowy: porozumienia z 11 JST (5 powiatów i 6 gmin)',
    ...PHASE_II,
  },
  {
    indicator: 'O-02',
    region: 'MALOPOLSKIE',
    value: 11,
    comparator: 'GTE',
    source: 'ROPS Kraków, założenia fazy II: zawiązanie co najmniej 11 PZK',
    ...PHASE_II,
  },
  {
    indicator: 'O-02',
    region: 'LODZKIE',
    value: 8,
    comparator: 'GTE',
    source: 'RCPS Łódź, informacje dla gmin: co najmniej 8 PZK',
    ...PHASE_II,
  },
  {
    indicator: 'O-05',
    region: 'LODZKIE',
    value: 40,
    comparator: 'GTE',
    source: 'RCPS Łódź, informacje dla gmin: co najmniej 40 osób i rodzin w 8 JST',
    ...PHASE_II,
  },
]
