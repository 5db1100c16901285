import Domain

/// THE table: a line an endpoint. From it come the router, `Allow`, the OpenAPI document, `/docs` and the label of the metrics.
enum Routes {
  static func all(_ settings: APISettings, _ surroundings: APISurroundings) -> [Route] {
    let health = HealthRoutes()
    let service = ServiceRoutes()
    let search = SearchRoutes()
    let issues = IssueRoutes()
    let organisations = OrganisationRoutes()
    let changes = ChangeRoutes()
    let calendars = CalendarRoutes()

    var routes: [Route] = [
      .get("/", service.front, auth: .none, gives: .page(mediaType: Page.mediaType), "A page for people."),
      .get("/v1", service.document, auth: .none, gives: .schema("Service"), "Links to everything, and the version."),
      .get("/docs", service.docs, auth: .none, gives: .page(mediaType: Page.mediaType), "Every endpoint, for people."),
      .get("/openapi.json", service.openAPI, auth: .none, gives: .schema("OpenAPI"), "This document."),
      .get("/problems/{type}", service.problem, auth: .none, gives: .page(mediaType: Page.mediaType), "What a type of problem means."),
      .get("/robots.txt", service.robots, auth: .none, gives: .page(mediaType: "text/plain"), "What crawlers may read."),
      .get(
        "/.well-known/security.txt", service.security, auth: .none, gives: .page(mediaType: "text/plain"), "Whom to tell of a weakness."),
      .get("/sitemap.xml", service.sitemap, gives: .page(mediaType: "application/xml"), "Addresses of all published items."),

      .get(
        "/health", health.all, auth: .none, gives: .schema("Health"), also: [503], conditional: false, counted: false, "All checks by name."
      ),
      .get("/health/live", health.live, auth: .none, gives: .schema("Health"), conditional: false, counted: false, "The process answers."),
      .get(
        "/health/ready", health.ready, auth: .none, gives: .schema("Health"), also: [503], conditional: false, counted: false,
        "Reads and writes work, and the server is not draining."),
      .get(
        "/metrics", health.metrics, auth: .none, gives: .page(mediaType: "text/plain; version=0.0.4"), conditional: false, counted: false,
        "Figures for Prometheus."),
      .get("/v1/whoami", service.whoami, auth: .token, gives: .schema("Whoami"), conditional: false, "Name and scopes of the token."),

      .get("/v1/search", search.all, gives: .schema("SearchList"), takes: search.parameters, "One ranked list over all types."),
      .get(
        "/v1/changes", changes.list, gives: .schema("ChangeList"), takes: changes.parameters,
        "Published changes in order; `wait` holds the answer until there is one."),
      .get(
        "/v1/stream", StreamRoutes().stream, gives: .page(mediaType: "text/event-stream"), takes: [StreamRoutes.since], conditional: false,
        "The same as server-sent events; goes on from Last-Event-ID."),
      .get(
        "/v1/deadlines", search.deadlines, gives: .schema("DeadlineList"), takes: search.deadlineParameters, "What is due, soonest first."),
      .get("/v1/issues/{label}/contents", issues.contents, gives: .schema("ContentsList"), "What an issue holds, in printed order."),
      .get("/v1/issues/{label}/pages/{p}", issues.page, gives: .schema("ContentsList"), "What stands on a printed page."),
      .get(
        "/v1/organisations/{id}/awards", organisations.awards, gives: .list(.award), takes: organisations.parameters(.award), "Its awards."),
      .get(
        "/v1/organisations/{id}/articles", organisations.articles, gives: .list(.article), takes: organisations.parameters(.article),
        "Articles about it."),
      .get(
        "/v1/organisations/{id}/events", organisations.events, gives: .list(.event), takes: organisations.parameters(.event), "Its events."),
      .start(
        "/v1/batch", BatchRoutes().run, auth: .scope(.write), takes: .batch, gives: .schema("BatchResult"), status: 200,
        query: [BatchRoutes.dryRun], "Up to \(BatchRoutes.maxOperations) writes, all or none."),
      .get(
        "/v1/audit", service.audit, auth: .scope(.admin), gives: .schema("AuditList"), takes: [.limit, .cursor],
        "Who wrote what, newest first."),
    ]
    if surroundings.ingest != nil { routes += ImportRoutes().routes }
    for type in RecordType.allCases { routes += records(type) }
    routes += FeedRoutes().routes + MediaRoutes().routes + WebhookRoutes().routes
    routes += [
      .get(
        "/calendars/events.ics", calendars.events, gives: .page(mediaType: CalendarWriter.mediaType), takes: calendars.parameters,
        "Events to subscribe to."),
      .get(
        "/calendars/deadlines.ics", calendars.deadlines, gives: .page(mediaType: CalendarWriter.mediaType), "Deadlines to subscribe to."),
    ]
    return routes
  }

  /// The same lines for each of the six types.
  private static func records(_ type: RecordType) -> [Route] {
    let path = "/v1/\(type.plural)"
    let (name, one) = (type.rawValue, path + "/{id}")
    let reading = RecordReading(type)
    let writing = RecordWriting(type)
    let status = ItemStatus(type)
    let purge = QueryParameter("purge", .boolean, "Removes it for good; needs the scope admin.")

    var routes: [Route] = [
      .get(path, reading.list, gives: .list(type), takes: reading.parameters.allowed(.staff), "Lists \(type.plural)."),
      .post(path, writing.create, auth: .scope(.write), takes: .record(type), gives: .record(type), status: 201, "Makes a new \(name)."),
      .get(
        one, reading.get, gives: .record(type), takes: reading.parameters.shapeParameters + (type.isItem ? [PreviewLinks.parameter] : []),
        also: [308, 410], "One \(name), by id or slug."),
      .put(one, writing.replace, auth: .scope(.write), takes: .whole(type), gives: .record(type), "Replaces the \(name)."),
      .patch(one, writing.patch, auth: .scope(.write), takes: .patch(type), gives: .record(type), "Changes parts of the \(name)."),
      .delete(one, writing.delete, auth: .scope(.write), query: [purge], "Deletes the \(name); restore brings it back."),
      .post(
        one + "/restore", writing.restore, auth: .scope(.write), takes: .members([]), gives: .record(type), "Brings a deleted \(name) back."
      ),
      .get(
        one + "/revisions", reading.revisions, auth: .scope(.read), gives: .schema("RevisionList"), takes: [.limit, .cursor],
        "Its versions, newest first."),
      .get(one + "/revisions/{n}", reading.revision, auth: .scope(.read), gives: .record(type), "The \(name) as it was at a version."),
      .post(
        one + "/revisions/{n}/restore", writing.restoreRevision, auth: .scope(.write), takes: .members([]), gives: .record(type),
        "Makes a version the present one."),
    ]
    if type.isItem {
      let previews = PreviewLinks(type: type)
      routes += [
        .post(
          one + "/preview-links", previews.create, auth: .scope(.read), takes: .members(["expires_at"]), gives: .schema("PreviewLink"),
          status: 201,
          "A link that shows the \(name) before it is published."),
        .post(
          one + "/publish", status.publish, auth: .scope(.publish), takes: .members([]), gives: .record(type), "Publishes the \(name)."),
        .post(
          one + "/withdraw", status.withdraw, auth: .scope(.publish), takes: .members([]), gives: .record(type), "Withdraws the \(name)."),
        .post(
          one + "/schedule", status.schedule, auth: .scope(.publish), takes: .members(["publish_at"]), gives: .record(type),
          "Publishes the \(name) later."),
        .post(
          one + "/unschedule", status.unschedule, auth: .scope(.publish), takes: .members([]), gives: .record(type),
          "Makes a scheduled \(name) a draft again."),
      ]
    }
    return routes
  }
}
