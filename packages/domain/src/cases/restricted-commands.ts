import { recordCommand } from '../kernel/command.ts'
import { caseProcess } from './process.ts'
import {
  BlueCardFormForwarded,
  BlueCardGroupMet,
  BlueCardPassedToGroup,
  BlueCardProcedureClosed,
  BlueCardProcedureOpened,
  BlueCardSuspectInformed,
} from './restricted.ts'

export const openBlueCardProcedure = recordCommand(caseProcess, BlueCardProcedureOpened, {
  name: 'OpenBlueCardProcedure',
  about: 'Record the day on which form A was filled in; the team rests until the case is suspended or closed.',
})

export const forwardBlueCardForm = recordCommand(caseProcess, BlueCardFormForwarded, {
  name: 'ForwardBlueCardForm',
  about: 'Record the day on which form A was forwarded to the interdisciplinary team.',
})

export const passBlueCardToGroup = recordCommand(caseProcess, BlueCardPassedToGroup, {
  name: 'PassBlueCardToGroup',
  about: 'Record the day on which the form was passed to the diagnostic-aid group.',
})

export const recordBlueCardGroupMeeting = recordCommand(caseProcess, BlueCardGroupMet, {
  name: 'RecordBlueCardGroupMeeting',
  about: 'Record the day on which the diagnostic-aid group sat.',
})

export const recordBlueCardSuspectInformed = recordCommand(caseProcess, BlueCardSuspectInformed, {
  name: 'RecordBlueCardSuspectInformed',
  about: 'Record the day on which the person suspected was told.',
})

export const closeBlueCardProcedure = recordCommand(caseProcess, BlueCardProcedureClosed, {
  name: 'CloseBlueCardProcedure',
  about: 'Record the day on which the procedure was closed.',
})

export const restrictedCommands = [
  openBlueCardProcedure,
  forwardBlueCardForm,
  passBlueCardToGroup,
  recordBlueCardGroupMeeting,
  recordBlueCardSuspectInformed,
  closeBlueCardProcedure,
] as const
