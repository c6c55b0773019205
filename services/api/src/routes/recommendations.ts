import { command } from '../http/command-route.ts'

export const recommendationRoutes = [
  command('/recommendations', 'ProposeRecommendation', 'recommendation.manage'),
  command('/recommendations/:id/review', 'ReviewRecommendation', 'recommendation.manage'),
  command('/recommendations/:id/adoption', 'AdoptRecommendation', 'recommendation.manage'),
  command('/recommendations/:id/rejection', 'RejectRecommendation', 'recommendation.manage'),
  command('/recommendations/:id/publication', 'PublishRecommendation', 'recommendation.manage'),
  command('/recommendations/:id/corrections', 'CorrectRecommendationFact', 'recommendation.manage'),
]
