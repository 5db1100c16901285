/// Schemas of what is no record, as JSON by name.
enum ServiceSchemas {
  private static let listStart =
    #"{"type":"object","required":["items","next"],"properties":{"next":{"type":["string","null"]},"total":{"type":"integer"},"items":{"type":"array","items":"#
  private static let listEnd = "}}}"

  static let all: [(name: String, json: String)] = [
    (
      "Problem",
      #"{"type":"object","required":["type","title","status","detail","request_id"],"properties":{"type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},"detail":{"type":"string"},"instance":{"type":"string"},"request_id":{"type":"string"},"errors":{"type":"array","items":{"type":"object","required":["pointer","code","detail"],"properties":{"pointer":{"type":"string"},"code":{"type":"string"},"detail":{"type":"string"}}}}}}"#
    ),
    (
      "JSONPatch",
      #"{"type":"array","items":{"type":"object","required":["op","path"],"properties":{"op":{"enum":["add","remove","replace","move","copy","test"]},"path":{"type":"string"},"from":{"type":"string"},"value":{}}}}"#
    ),
    (
      "Service",
      #"{"type":"object","required":["name","version","links"],"properties":{"name":{"type":"string"},"version":{"type":"string"},"links":{"type":"object","additionalProperties":{"type":"string"}}}}"#
    ),
    ("OpenAPI", #"{"type":"object","required":["openapi","info","paths"]}"#),
    (
      "Health",
      #"{"type":"object","required":["status"],"properties":{"status":{"enum":["pass","warn","fail"]},"version":{"type":"string"},"checks":{"type":"object","additionalProperties":{"type":"array","items":{"type":"object","properties":{"status":{"enum":["pass","warn","fail"]},"output":{"type":"string"}}}}}}}"#
    ),
    (
      "Whoami",
      #"{"type":"object","required":["token","name","scopes","expires_at"],"properties":{"token":{"type":"string"},"name":{"type":"string"},"scopes":{"type":"array","items":{"enum":["read","write","publish","ingest","admin"]}},"expires_at":{"type":["string","null"],"format":"date-time"}}}"#
    ),
    (
      "SearchList",
      listStart
        + #"{"type":"object","required":["type","id"],"properties":{"type":{"enum":["article","notice","event","award","organisation"]},"id":{"type":"string"},"slug":{"type":"string"}}}"#
        + listEnd
    ),
    (
      "ContentsList",
      listStart
        + #"{"type":"object","required":["type","id","slug"],"properties":{"type":{"enum":["article","notice","event","award"]},"id":{"type":"string"},"slug":{"type":"string"},"title":{"type":["string","null"]},"section":{"type":["string","null"]},"pages":{"type":"array","items":{"type":"integer"}}}}"#
        + listEnd
    ),
    (
      "DeadlineList",
      listStart
        + #"{"type":"object","required":["kind","on"],"properties":{"kind":{"type":"string"},"on":{"type":"string","format":"date"},"note":{"type":["string","null"]},"notice":{"type":"object"}}}"#
        + listEnd
    ),
    (
      "ChangeList",
      listStart
        + #"{"type":"object","required":["seq","type","id","op","at"],"properties":{"seq":{"type":"integer"},"type":{"type":"string"},"id":{"type":"string"},"slug":{"type":"string"},"op":{"enum":["publish","update","delete"]},"version":{"type":"integer"},"at":{"type":"string","format":"date-time"}}}"#
        + listEnd
    ),
    (
      "RevisionList",
      listStart
        + #"{"type":"object","required":["version","at","by"],"properties":{"version":{"type":"integer"},"at":{"type":"string","format":"date-time"},"by":{},"note":{"type":["string","null"]},"digest":{"type":"string"}}}"#
        + listEnd
    ),
    (
      "Batch",
      #"{"type":"object","required":["operations"],"additionalProperties":false,"properties":{"operations":{"type":"array","minItems":1,"maxItems":100,"items":{"type":"object","required":["method","path"],"additionalProperties":false,"properties":{"method":{"enum":["POST","PUT","PATCH","DELETE"]},"path":{"type":"string"},"body":{},"content_type":{"type":"string"},"if_match":{"type":"string"}}}}}}"#
    ),
    (
      "BatchResult",
      #"{"type":"object","required":["dry_run","results"],"properties":{"dry_run":{"type":"boolean"},"results":{"type":"array","items":{"type":"object","required":["status"],"properties":{"status":{"type":"integer"},"location":{"type":["string","null"]},"etag":{"type":["string","null"]},"body":{}}}}}}"#
    ),
    (
      "Import",
      #"{"type":"object","required":["id","status","started_at","ended_at"],"properties":{"id":{"type":"string"},"status":{"enum":["running","done","failed"]},"started_at":{"type":"string","format":"date-time"},"ended_at":{"type":["string","null"],"format":"date-time"},"issue":{"type":["string","null"]},"counts":{"type":"object","additionalProperties":{"type":"integer"}},"items":{"type":"array","items":{"type":"object"}},"problem":{"type":["object","null"]}}}"#
    ),
    (
      "PreviewLink",
      #"{"type":"object","required":["url","expires_at"],"properties":{"url":{"type":"string"},"expires_at":{"type":"string","format":"date-time"}}}"#
    ),
    (
      "Media",
      #"{"type":"object","required":["id","type","bytes","sha256","name","created_at","content"],"properties":{"id":{"type":"string"},"type":{"type":"string"},"bytes":{"type":"integer"},"sha256":{"type":"string"},"name":{"type":["string","null"]},"created_at":{"type":"string","format":"date-time"},"content":{"type":"string"}}}"#
    ),
    ("WebhookList", listStart + ##"{"$ref":"#/components/schemas/Webhook"}"## + listEnd),
    (
      "WebhookWithSecret",
      ##"{"allOf":[{"$ref":"#/components/schemas/Webhook"},{"type":"object","required":["secret"],"properties":{"secret":{"type":"string","description":"whsec_ and the key of the signatures in base64; shown this once."}}}]}"##
    ),
    (
      "Delivery",
      #"{"type":"object","required":["id","event","status","created_at","attempts","next_attempt_at","last_attempt_at","milliseconds","response_status","error","body"],"properties":{"id":{"type":"string","description":"The webhook-id of every attempt."},"event":{"type":"string"},"status":{"enum":["pending","delivered","failed"]},"created_at":{"type":"string","format":"date-time"},"attempts":{"type":"integer"},"next_attempt_at":{"type":["string","null"],"format":"date-time"},"last_attempt_at":{"type":["string","null"],"format":"date-time"},"milliseconds":{"type":["integer","null"]},"response_status":{"type":["integer","null"]},"error":{"type":["string","null"]},"body":{"type":"object","description":"What is posted: type, timestamp, data."}}}"#
    ),
    ("DeliveryList", listStart + ##"{"$ref":"#/components/schemas/Delivery"}"## + listEnd),
    ("Redelivery", #"{"type":"object","required":["count"],"properties":{"count":{"type":"integer"}}}"#),
    ("AuditList", listStart + #"{"type":"object"}"# + listEnd),
  ]
}
