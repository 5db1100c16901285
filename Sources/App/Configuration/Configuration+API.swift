import API
import Foundation

extension Configuration {
  /// What the API is told; the table of settings has made sure that each value is one.
  func apiSettings(loops: Int) -> APISettings {
    var settings = APISettings()
    settings.version = Tool.version
    settings.publicRead = publicRead
    settings.requireIfMatch = requireIfMatch
    settings.rateLimit = rateLimit
    settings.readRate = readRate
    settings.readBurst = readBurst
    settings.writeRate = writeRate
    settings.writeBurst = writeBurst
    settings.badTokensPerMinute = badTokensPerMinute
    settings.trustedProxies = trustedProxies.compactMap(AddressBlock.init)
    settings.corsOrigins = corsOrigins
    settings.secondsFromUTC = TimeZone(identifier: timezone)?.secondsFromGMT() ?? 0
    settings.publishThreshold = publishThreshold
    settings.baseURL = publicURL
    settings.webhookPrivateTargets = webhookPrivateTargets
    settings.securityContact = securityContact
    settings.loops = loops
    settings.cacheBytes = maxCachedBytes
    settings.maxReadBodyBytes = maxReadBody
    settings.maxJSONBytes = maxJSONBody
    settings.maxIngestBytes = maxIngestBody
    settings.maxMediaBytes = maxMediaBody
    settings.maxJSONDepth = maxJSONDepth
    settings.maxJSONKeys = maxJSONKeys
    settings.maxJSONDigits = maxJSONDigits
    settings.maxQueryParameters = maxQueryParameters
    settings.maxQueryValueBytes = maxQueryValue
    settings.maxSearchTerms = maxSearchTerms
    return settings
  }
}
