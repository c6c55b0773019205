import type { RuleTexts } from '../rule-texts.ts'

export const reactions: RuleTexts = {
  RevokeSharedAccess: 'instytucje tracą wgląd w sprawę',
  RevokeLapsedAccess: 'instytucje, którym nie daje go inna zgoda ani miejsce w zespole, tracą wgląd',
  RecordReview: 'posiedzenie liczy się jako przegląd planu',
  TellPartnershipOfTeam: 'partnerstwo dowiaduje się o nowym zespole',
  TellPartnershipOfTeamsEnd: 'partnerstwo dowiaduje się o końcu zespołu',
  TellPartnershipsOfTransfer: 'zespół przechodzi z jednego partnerstwa do drugiego',
  KeepPlaces: 'miejsca w usługach z planu zostają zajęte, a niepotrzebne zwolnione',
  GiveBackPlaces: 'miejsca w usługach, z których nic już nie korzysta, zostają zwolnione',
  EndContract: 'kontrakt socjalny kończy się razem ze sprawą',
  WarnBelowMinimum: 'ostrzeżenie, jeśli zostało za mało członków lub sektorów',
  WithdrawServices: 'usługi instytucji, która odeszła, wychodzą z koszyka',
  MigrateBasket: 'koszyk przechodzi na tę samą wersję modelu',
  PublishWhenBothApproved: 'wersja zostaje opublikowana, jeśli zatwierdziły ją oba gremia',
}
