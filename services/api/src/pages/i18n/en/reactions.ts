import type { RuleTexts } from '../rule-texts.ts'

export const reactions: RuleTexts = {
  RevokeSharedAccess: 'the institutions lose their view of the case',
  RevokeLapsedAccess:
    'the institutions to which neither another consent nor a seat in the team gives it lose their view',
  RecordReview: 'the sitting counts as a review of the plan',
  TellPartnershipOfTeam: 'the partnership learns of the new team',
  TellPartnershipOfTeamsEnd: 'the partnership learns that the team has ended',
  TellPartnershipsOfTransfer: 'the team goes from one partnership to the other',
  KeepPlaces: 'places in the services of the plan are taken, and those no longer needed are freed',
  GiveBackPlaces: 'places in services that nothing uses any more are freed',
  EndContract: 'the social contract ends with the case',
  WarnBelowMinimum: 'a warning, if too few members or sectors are left',
  WithdrawServices: 'the services of an institution that left leave the basket',
  MigrateBasket: 'the basket goes to the same version of the model',
  PublishWhenBothApproved: 'the version is published, if both bodies have approved it',
}
