import './stub-service.ts'
