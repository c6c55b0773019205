import { command } from '../http/command-route.ts'

/** A basket has the id of its partnership. Whose services a caller may change is decided by the command. */
export const basketRoutes = [
  command('/baskets/:id/opening', 'OpenBasket', 'basket.manage'),
  command('/baskets/:id/services', 'ProposeService', 'basket.propose'),
  command('/baskets/:id/service-changes', 'ChangeService', 'basket.propose'),
  command('/baskets/:id/service-verifications', 'VerifyService', 'basket.manage'),
  command('/baskets/:id/service-suspensions', 'SuspendService', 'basket.propose'),
  command('/baskets/:id/service-resumptions', 'ResumeService', 'basket.propose'),
  command('/baskets/:id/service-withdrawals', 'WithdrawService', 'basket.propose'),
  command('/baskets/:id/waiting-times', 'ReportWaitingTime', 'basket.propose'),
  command('/baskets/:id/versions', 'PublishBasketVersion', 'basket.manage'),
  command('/baskets/:id/reviews', 'ReviewBasket', 'basket.manage'),
  command('/baskets/:id/corrections', 'CorrectBasketFact', 'basket.manage'),
  command('/baskets/:id/places', 'TakeServicePlace', 'case.manage'),
  command('/baskets/:id/place-returns', 'FreeServicePlace', 'case.manage'),
]
