import Domain
import Foundation

extension SQLiteRepository {
  /// How far a data folder's database is, without changing it; everything is pending where there is none yet.
  package static func standing(of folder: DataFolder, migrator: Migrator = Migrator()) throws -> Migrator.Standing {
    guard FileManager.default.fileExists(atPath: folder.database) else {
      return Migrator.Standing(applied: 0, pending: migrator.steps.map(\.name))
    }
    do {
      return try migrator.standing(of: Connection(path: folder.database, role: .reader))
    } catch let failure as SQLiteFailure {
      throw opening(failure, folder)
    }
  }
}
